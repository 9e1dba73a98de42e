package io.eventlake.connector.aws;

import io.eventlake.config.ConfigException;
import java.net.URI;
import java.net.URISyntaxException;
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

  private static URI address(String endpoint) {
    try {
      URI address = new URI(endpoint);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw noEndpoint(endpoint, e);
    }

    throw noEndpoint(endpoint, null);
  }

  private static ConfigException noEndpoint(String endpoint, Exception cause) {
    return new ConfigException(
        "'" + endpoint + "' is no endpoint of a service such as http://127.0.0.1:4567", cause);
  }

  /** Points a client at the region or, unless that is null, at the endpoint. */
  public static <B extends AwsClientBuilder<B, ?>> B configure(
      B builder, String region, String endpoint) {
    builder.region(Region.of(region));
    if (endpoint != null) {
      builder.endpointOverride(address(endpoint));
    }

    if (isEmulator(endpoint)) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(EMULATOR_CREDENTIALS, EMULATOR_CREDENTIALS)));
    }

    return builder;
  }
}
