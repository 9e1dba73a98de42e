package io.eventlake.connector.aws;

import io.eventlake.config.ConfigException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A secret that lies on AWS. No message and no log ever tells of its value. */
public final class AwsSecret {

  /** Where secrets lie, and what a place there begins with. */
  private enum Store {
    SSM("ssm:", "SSM's Parameter Store", "ssm:GetParameter"),
    SECRETS_MANAGER("secretsmanager:", "the Secrets Manager", "secretsmanager:GetSecretValue");

    private final String prefix;
    private final String words;
    private final String action;

    Store(String prefix, String words, String action) {
      this.prefix = prefix;
      this.words = words;
      this.action = action;
    }
  }

  private final Store store;
  private final String name;
  private final String region;
  private final String endpoint;

  private AwsSecret(Store store, String name, String region, String endpoint) {
    this.store = store;
    this.name = name;
    this.region = region;
    this.endpoint = endpoint;
  }

  /** True for {@code ssm:} or {@code secretsmanager:}, and a name or an ARN. */
  public static boolean isPlace(String text) {
    return store(text) != null;
  }

  /**
   * The secret at a place.
   *
   * @param place one that {@link #isPlace}
   * @param endpoint in place of the region's own; null for that
   */
  public static AwsSecret at(String place, String region, String endpoint) {
    Store store = store(place);
    return new AwsSecret(store, place.substring(store.prefix.length()), region, endpoint);
  }

  private static Store store(String text) {
    for (Store store : Store.values()) {
      if (text.startsWith(store.prefix) && text.length() > store.prefix.length()) {
        return store;
      }
    }

    return null;
  }

  /**
   * Its value: the bytes of a text in UTF-8, or those of a binary secret.
   *
   * @throws ConfigException when it is not there, or may not be read
   */
  public byte[] read() {
    try {
      return store == Store.SSM ? parameter() : secret();
    } catch (AwsServiceException e) {
      throw new ConfigException(refusal(e), e);
    } catch (SdkException e) {
      throw new ConfigException(
          this + " cannot be read: " + e.getMessage() + "; check the region and the credentials",
          e);
    }
  }

  private byte[] parameter() {
    try (SsmClient client =
        AwsEndpoint.configure(SsmClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return client
          .getParameter(of -> of.name(name).withDecryption(true))
          .parameter()
          .value()
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  private byte[] secret() {
    try (SecretsManagerClient client =
        AwsEndpoint.configure(SecretsManagerClient.builder(), region, endpoint)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      GetSecretValueResponse found = client.getSecretValue(of -> of.secretId(name));
      return found.secretBinary() == null
          ? found.secretString().getBytes(StandardCharsets.UTF_8)
          : found.secretBinary().asByteArray();
    }
  }

  private String refusal(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
    switch (code) {
      case "ParameterNotFound":
      case "ResourceNotFoundException":
        return this + " does not exist: create it, or correct its name and region";
      case "AccessDeniedException":
        return this
            + " may not be read: allow the role "
            + store.action
            + " on it, and kms:Decrypt where a key of your own encrypts it";
      default:
        return this + " cannot be read: " + code + ", status " + e.statusCode();
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return name + " of " + store.words + " in region " + region;
  }
}
