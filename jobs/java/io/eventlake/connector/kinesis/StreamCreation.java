package io.eventlake.connector.kinesis;

import io.eventlake.connector.aws.AwsEndpoint;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Creates streams for the demo; production streams belong to the deployment. */
public final class StreamCreation {

  private StreamCreation() {}

  /**
   * Creates a stream and waits until it can be written.
   *
   * @param endpoint in place of the region's, or null
   */
  public static void create(String stream, int shards, String region, String endpoint) {
    try (KinesisClient client =
        AwsEndpoint.configure(KinesisClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      client.createStream(request -> request.streamName(stream).shardCount(shards));
      client.waiter().waitUntilStreamExists(request -> request.streamName(stream));
    }
  }
}
