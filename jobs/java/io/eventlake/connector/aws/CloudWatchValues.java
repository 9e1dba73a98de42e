package io.eventlake.connector.aws;

import io.eventlake.config.ConfigException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Values of metrics on their way to CloudWatch, one dimension each. It adds a value to those that
 * it has of the same metric and time: what is sent twice has twice the sum, and the same maximum.
 */
public final class CloudWatchValues implements AutoCloseable {

  /** The most that CloudWatch takes at once. */
  private static final int BATCH = 1000;

  /** What it takes for the value of a dimension. */
  private static final Pattern DIMENSION = Pattern.compile("(?=.*[!-~])[ -~]{1,1024}");

  private final CloudWatchClient client;
  private final String namespace;
  private final List<MetricDatum> batch = new ArrayList<>();

  /**
   * @param endpoint in place of the region's, or null
   */
  public CloudWatchValues(String namespace, String region, String endpoint) {
    this.namespace = namespace;
    this.client =
        AwsEndpoint.configure(CloudWatchClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /** Whether CloudWatch takes a text for the value of a dimension. */
  public static boolean isDimension(String text) {
    return DIMENSION.matcher(text).matches();
  }

  /**
   * Sends a value, now or with others that follow.
   *
   * @param time not older than two weeks
   * @throws ConfigException when CloudWatch does not take it
   */
  public void put(String metric, String dimension, String of, Instant time, long value) {
    put(
        datum(metric, time, value)
            .dimensions(Dimension.builder().name(dimension).value(of).build()));
  }

  /** The same without a dimension. */
  public void put(String metric, Instant time, long value) {
    put(datum(metric, time, value));
  }

  private static MetricDatum.Builder datum(String metric, Instant time, long value) {
    return MetricDatum.builder()
        .metricName(metric)
        .timestamp(time)
        .value((double) value)
        .unit(StandardUnit.COUNT);
  }

  private void put(MetricDatum.Builder datum) {
    batch.add(datum.build());
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /**
   * Sends what waits.
   *
   * @throws ConfigException when CloudWatch does not take it
   */
  public void flush() {
    if (batch.isEmpty()) {
      return;
    }

    try {
      client.putMetricData(request -> request.namespace(namespace).metricData(batch));
      batch.clear();
    } catch (SdkException e) {
      throw new ConfigException(
          "CloudWatch does not take the values: "
              + AwsErrors.message(e)
              + "; allow the role cloudwatch:PutMetricData in the namespace "
              + namespace
              + ", and run this again",
          e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
