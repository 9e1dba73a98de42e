package io.eventlake.connector.kinesis;

import io.eventlake.config.SourceOptions;
import io.eventlake.connector.aws.AwsEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** What a stream took by its own count: {@code IncomingRecords}, as Kinesis tells CloudWatch. */
public final class IncomingRecords implements AutoCloseable {

  /** For how long CloudWatch has every minute; by a day less than it says. */
  public static final Duration KEPT = Duration.ofDays(14);

  private static final int MINUTE_SECONDS = 60;

  private final StreamName stream;
  private final CloudWatchClient client;

  /**
   * @param options of a job that reads a stream
   * @throws StreamUnreachableException where the stream is an emulator's, which counts nothing
   */
  public IncomingRecords(SourceOptions options) {
    stream = StreamName.of(options);
    if (options.cloudwatchEndpoint == null && AwsEndpoint.isEmulator(options.endpoint)) {
      throw new StreamUnreachableException(
          "The stream '"
              + stream.name()
              + "' at "
              + options.endpoint
              + " is an emulator's, and CloudWatch does not count what that takes; where something"
              + " else does, name it in source.cloudwatch-endpoint",
          null);
    }

    client =
        AwsEndpoint.configure(
                CloudWatchClient.builder(), stream.region(), options.cloudwatchEndpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** The stream's name, also where an ARN is configured. */
  public String stream() {
    return stream.name();
  }

  /**
   * Stream records by the minute in which they were put, an aggregate is one; minutes without any
   * are left out.
   *
   * @param from a whole minute
   * @param until the first minute that is not asked for
   * @throws StreamUnreachableException when CloudWatch does not say all of it
   */
  public NavigableMap<Instant, Long> byMinute(Instant from, Instant until) {
    NavigableMap<Instant, Long> minutes = new TreeMap<>();
    StatusCode status = StatusCode.COMPLETE;
    try {
      for (GetMetricDataResponse page :
          client.getMetricDataPaginator(
              request -> request.startTime(from).endTime(until).metricDataQueries(query()))) {
        for (MetricDataResult result : page.metricDataResults()) {
          add(result, minutes);
          status = result.statusCode();
        }
      }
    } catch (SdkException e) {
      throw unreadable(e.getMessage(), e);
    }

    if (status != StatusCode.COMPLETE) {
      throw unreadable("the answer ends with " + status, null);
    }

    return minutes;
  }

  @Override
  public void close() {
    client.close();
  }

  private MetricDataQuery query() {
    Dimension dimension = Dimension.builder().name("StreamName").value(stream.name()).build();
    Metric metric =
        Metric.builder()
            .namespace("AWS/Kinesis")
            .metricName("IncomingRecords")
            .dimensions(dimension)
            .build();
    return MetricDataQuery.builder()
        .id("incoming")
        .metricStat(stat -> stat.metric(metric).stat("Sum").period(MINUTE_SECONDS))
        .build();
  }

  private static void add(MetricDataResult result, NavigableMap<Instant, Long> minutes) {
    List<Instant> times = result.timestamps();
    for (int i = 0; i < times.size(); i++) {
      minutes.merge(times.get(i), Math.round(result.values().get(i)), Long::sum);
    }
  }

  private StreamUnreachableException unreadable(String why, Throwable cause) {
    return new StreamUnreachableException(
        "CloudWatch does not say in region "
            + stream.region()
            + " how many records the stream '"
            + stream.name()
            + "' took: "
            + why
            + "; allow the role cloudwatch:GetMetricData, or check source.region and the"
            + " credentials",
        cause);
  }
}
