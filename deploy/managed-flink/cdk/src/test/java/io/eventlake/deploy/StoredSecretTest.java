package io.eventlake.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The right to read the key of pseudonyms is that of one secret, however it is named. */
class StoredSecretTest {

  private static final String ARN =
      "arn:aws:secretsmanager:eu-west-1:210987654321:secret:keys/ann-AbCdEf";

  @TempDir private Path directory;

  @Test
  void aNameOrAnArnIsOneResource() throws IOException {
    assertKey(
        "secretsmanager:lake/key",
        "secretsmanager:GetSecretValue",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:lake/key-??????");
    assertKey("secretsmanager:" + ARN, "secretsmanager:GetSecretValue", ARN);
    assertKey(
        "ssm:/lake/key",
        "ssm:GetParameter",
        "arn:aws:ssm:eu-west-1:123456789012:parameter/lake/key");
    assertKey("ssm:key", "ssm:GetParameter", "arn:aws:ssm:eu-west-1:123456789012:parameter/key");
    assertThat(StoredSecret.of(properties("{\"persons\": \"keep\"}"), "123456789012")).isEmpty();
  }

  @Test
  void anApplicationHasNoFiles() {
    assertThatThrownBy(
            () -> StoredSecret.of(properties("{\"persons-key\": \"a.key\"}"), "123456789012"))
        .hasMessageEndingWith(
            "caliper.persons-key is a file, which an application has not: name a parameter,"
                + " ssm:NAME, or a secret, secretsmanager:NAME");
  }

  /** By the region of the key, and of nothing else. */
  @Test
  void theListOfWhoOptedOutIsAnotherResource() throws IOException {
    JobProperties properties =
        properties(
            "{\"persons-key\": \"ssm:/lake/key\", \"opted-out\": \"secretsmanager:lake/out\","
                + " \"persons-key-region\": \"eu-west-1\"}");

    assertThat(StoredSecret.of(properties, "123456789012"))
        .containsExactly(
            new StoredSecret(
                "ssm:GetParameter", "arn:aws:ssm:eu-west-1:123456789012:parameter/lake/key"),
            new StoredSecret(
                "secretsmanager:GetSecretValue",
                "arn:aws:secretsmanager:eu-west-1:123456789012:secret:lake/out-??????"));
    assertThatThrownBy(
            () -> StoredSecret.of(properties("{\"opted-out\": \"out.txt\"}"), "123456789012"))
        .hasMessageContaining("caliper.opted-out is a file, which an application has not");
  }

  private void assertKey(String place, String action, String resource) throws IOException {
    String group = "{\"persons-key\": \"" + place + "\", \"persons-key-region\": \"eu-west-1\"}";
    assertThat(StoredSecret.of(properties(group), "123456789012"))
        .containsExactly(new StoredSecret(action, resource));
  }

  private JobProperties properties(String group) throws IOException {
    return JobProperties.read(
        Files.writeString(
            directory.resolve("application-properties.json"),
            "[{\"PropertyGroupId\": \"caliper\", \"PropertyMap\": " + group + "}]"));
  }
}
