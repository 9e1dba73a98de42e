package io.eventlake.connector.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Where a service of AWS is reached: in its region, or at the endpoint of an emulator. */
public final class AwsEndpoint {

  /** Access key and secret that emulators are given. */
  public static final String EMULATOR_CREDENTIALS = "local";

  private AwsEndpoint() {}

  /**
   * True for a plain HTTP endpoint: that is an emulator's, and it gets made-up credentials, as real
   * ones must not travel unencrypted.
   *
   * @param endpoint may be null: the region's own
   */
  public static boolean isEmulator(String endpoint) {
    return endpoint != null && endpoint.startsWith("http://");
  }

  /** Points a client at the region or, unless that is null, at the endpoint. */
  public static <B extends AwsClientBuilder<B, ?>> B configure(
      B builder, String region, String endpoint) {
    builder.region(Region.of(region));
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint));
    }

    if (isEmulator(endpoint)) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(EMULATOR_CREDENTIALS, EMULATOR_CREDENTIALS)));
    }

    return builder;
  }
}
