package io.eventlake.connector.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import org.junit.jupiter.api.Test;

/** Secrets by the two protocols of AWS, and what is said where one cannot be read. */
class AwsSecretTest {

  private static final String ARN =
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:lake/key-AbCdEf";

  @Test
  void aPlaceSaysItsStore() {
    assertThat(AwsSecret.isPlace("ssm:/lake/key")).isTrue();
    assertThat(AwsSecret.isPlace("secretsmanager:" + ARN)).isTrue();
    assertThat(AwsSecret.isPlace("ssm:")).isFalse();
    assertThat(AwsSecret.isPlace("keys/ssm:key")).isFalse();
  }

  @Test
  void aParameterIsReadDecrypted() {
    try (FakeEndpoint ssm =
        new FakeEndpoint(
            call ->
                Answer.ok(
                    "{\"Parameter\":{\"Name\":\"/lake/key\",\"Type\":\"SecureString\",\"Value\":\"sécret\"}}"))) {
      assertThat(read("ssm:/lake/key", ssm)).isEqualTo("sécret".getBytes(UTF_8));
      assertThat(ssm.bodies()).containsExactly("{\"Name\":\"/lake/key\",\"WithDecryption\":true}");
    }
  }

  @Test
  void aSecretIsATextOrBytes() {
    try (FakeEndpoint manager =
        new FakeEndpoint(
            call ->
                Answer.ok(
                    call == 0 ? "{\"SecretString\":\"text\"}" : "{\"SecretBinary\":\"AAH/\"}"))) {
      assertThat(read("secretsmanager:" + ARN, manager)).isEqualTo("text".getBytes(UTF_8));
      assertThat(read("secretsmanager:lake/key", manager))
          .isEqualTo(new byte[] {0, 1, (byte) 0xFF});
      assertThat(manager.bodies())
          .containsExactly("{\"SecretId\":\"" + ARN + "\"}", "{\"SecretId\":\"lake/key\"}");
    }
  }

  @Test
  void whatCannotBeReadIsSaidInASentence() {
    assertRefused(
        "ssm:key",
        "ParameterNotFound",
        "key of SSM's Parameter Store in region eu-west-1 does not exist: create it, or correct its"
            + " name and region");
    assertRefused(
        "secretsmanager:key",
        "ResourceNotFoundException",
        "key of the Secrets Manager in region eu-west-1 does not exist: create it, or correct its"
            + " name and region");
    assertRefused(
        "secretsmanager:key",
        "AccessDeniedException",
        "key of the Secrets Manager in region eu-west-1 may not be read: allow the role"
            + " secretsmanager:GetSecretValue on it, and kms:Decrypt where a key of your own"
            + " encrypts it");
    assertRefused(
        "ssm:key",
        "InvalidKeyId",
        "key of SSM's Parameter Store in region eu-west-1 cannot be read: InvalidKeyId, status 400");
    assertThatThrownBy(() -> AwsSecret.at("ssm:key", "eu-west-1", "http://127.0.0.1:1").read())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read: ")
        .hasMessageEndingWith("; check the region and the credentials");
  }

  private static void assertRefused(String place, String code, String sentence) {
    try (FakeEndpoint store = new FakeEndpoint(call -> Answer.error(400, code))) {
      assertThatThrownBy(() -> read(place, store))
          .isInstanceOf(ConfigException.class)
          .hasMessage(sentence);
    }
  }

  private static byte[] read(String place, FakeEndpoint store) {
    return AwsSecret.at(place, "eu-west-1", store.address()).read();
  }
}
