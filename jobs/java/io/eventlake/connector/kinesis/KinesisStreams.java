package io.eventlake.connector.kinesis;

import io.eventlake.connector.aws.AwsEndpoint;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/** Looks at streams through the API of Kinesis. */
final class KinesisStreams implements StreamLookup, AutoCloseable {

  private final KinesisClient client;
  private final String place;

  /**
   * @param endpoint in place of the region's, or null
   */
  KinesisStreams(String region, String endpoint) {
    place = "region " + region + (endpoint == null ? "" : " at " + endpoint);
    client =
        AwsEndpoint.configure(KinesisClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @Override
  public Optional<StreamDescription> describe(String streamName) {
    try {
      StreamDescriptionSummary summary =
          client
              .describeStreamSummary(request -> request.streamName(streamName))
              .streamDescriptionSummary();
      return Optional.of(
          new StreamDescription(
              summary.streamARN(),
              summary.streamStatusAsString(),
              Duration.ofHours(summary.retentionPeriodHours())));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw new StreamUnreachableException(
          "The Kinesis stream '"
              + streamName
              + "' can not be looked at in "
              + place
              + ": "
              + e.getMessage()
              + "; check source.region, source.endpoint and the credentials",
          e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
