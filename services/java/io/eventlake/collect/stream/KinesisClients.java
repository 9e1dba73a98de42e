package io.eventlake.collect.stream;

import io.eventlake.connector.aws.AwsEndpoint;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClientBuilder;

/** Clients of Kinesis that put records. */
public final class KinesisClients {

  private KinesisClients() {}

  /**
   * One for a region.
   *
   * @param endpoint in place of the region's, or null
   */
  public static KinesisAsyncClient open(String region, String endpoint) {
    KinesisAsyncClientBuilder builder =
        AwsEndpoint.configure(KinesisAsyncClient.builder(), region, endpoint);
    if (AwsEndpoint.isEmulator(endpoint)) {
      // Without TLS nobody can agree on HTTP/2, which the client would take for granted.
      builder.httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1));
    }

    return builder.build();
  }
}
