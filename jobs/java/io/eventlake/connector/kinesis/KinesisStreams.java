package io.eventlake.connector.kinesis;

import io.eventlake.connector.aws.AwsEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** Looks at streams through the API of Kinesis. */
final class KinesisStreams implements StreamLookup, AutoCloseable {

  private final KinesisClient client;
  private final String place;
  private final Clock here = Clock.systemUTC();

  /**
   * @param endpoint in place of the region's, or null
   */
  KinesisStreams(String region, String endpoint) {
    place = place(region, endpoint);
    client =
        AwsEndpoint.configure(KinesisClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @Override
  public Optional<StreamDescription> describe(String streamName) {
    try {
      DescribeStreamSummaryResponse response =
          client.describeStreamSummary(request -> request.streamName(streamName));
      StreamDescriptionSummary summary = response.streamDescriptionSummary();
      return Optional.of(
          new StreamDescription(
              summary.streamARN(),
              summary.streamStatusAsString(),
              Duration.ofHours(summary.retentionPeriodHours()),
              summary.streamCreationTimestamp(),
              StreamTime.of(response, here)));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw StreamUnreachableException.of(streamName, "looked at in " + place, e);
    }
  }

  /** A clock by which nothing is later than by the stream's own. */
  Clock clock(String streamName) {
    try {
      return StreamTime.clock(
          client.listShards(request -> request.streamName(streamName).maxResults(1)), here);
    } catch (SdkException e) {
      throw StreamUnreachableException.of(streamName, "looked at in " + place, e);
    }
  }

  /** Where Kinesis was looked for, in words. */
  static String place(String region, String endpoint) {
    return "region " + region + (endpoint == null ? "" : " at " + endpoint);
  }

  @Override
  public void close() {
    client.close();
  }
}
