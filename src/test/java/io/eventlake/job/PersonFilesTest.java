package io.eventlake.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.CaliperOptions;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.family.EventFamily;
import io.eventlake.family.caliper.persons.PersonKey;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import io.eventlake.testing.TestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key of the pseudonyms, wherever it lies. */
class PersonFilesTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  @Test
  void theKeyIsTheSameInAFileAndOnAws() throws IOException {
    Path file = Files.writeString(directory.resolve("persons.key"), KEY + "\r\n");
    assertThat(key(options().with("caliper.persons-key", file.toString())).read())
        .isEqualTo(KEY.getBytes(UTF_8));
    try (FakeEndpoint ssm =
        new FakeEndpoint(call -> Answer.ok("{\"Parameter\":{\"Value\":\"" + KEY + "\\n\"}}"))) {
      assertThat(key(onAws("ssm:/lake/key", ssm)).read()).isEqualTo(KEY.getBytes(UTF_8));
    }
    try (FakeEndpoint manager =
        new FakeEndpoint(call -> Answer.ok("{\"SecretString\":\"" + KEY + "\"}"))) {
      assertThat(key(onAws("secretsmanager:lake/key", manager)).read())
          .isEqualTo(KEY.getBytes(UTF_8));
    }
  }

  /** Before its tasks would, which would begin anew again and again. */
  @Test
  void aJobWithoutItsKeyDoesNotStart() throws IOException {
    Path events = Files.createFile(directory.resolve("events.ndjson"));
    TestOptions options = TestOptions.files(events.toString()).with("job.name", "caliper");
    assertThatThrownBy(() -> family(options.with("caliper.persons-key", "/none")).requireReady())
        .isInstanceOf(ConfigException.class)
        .hasMessage("caliper.persons-key: cannot read /none, give a file that is there");
    try (FakeEndpoint manager =
        new FakeEndpoint(call -> Answer.error(400, "AccessDeniedException"))) {
      assertThatThrownBy(() -> OperatorUidTest.nodes(CaliperJob.job(), inSecrets(options, manager)))
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith(
              "caliper.persons-key: lake/key of the Secrets Manager in region eu-west-1 may not be"
                  + " read: allow the role secretsmanager:GetSecretValue");
      assertThat(manager.bodies()).hasSize(1);
    }
  }

  @Test
  void aShortKeyIsNone() {
    try (FakeEndpoint ssm =
        new FakeEndpoint(call -> Answer.ok("{\"Parameter\":{\"Value\":\"short\"}}"))) {
      assertThatThrownBy(() -> key(onAws("ssm:/lake/key", ssm)).read())
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("holds fewer than 16 bytes")
          .hasMessageNotContaining("short");
    }
  }

  /** A job of another name may have the group, too, and no key: it is told when it asks. */
  @Test
  void whoHasNoKeyIsToldWhenItIsAsked() {
    JobOptions options = TestOptions.files("/none").with("job.name", "site").all();
    assertThatThrownBy(() -> CaliperJob.job().family(options).requireReady())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("caliper.persons-key is missing: name the key");
  }

  @Test
  void whatTravelsKnowsThePlaceOnly() throws IOException {
    try (FakeEndpoint ssm =
        new FakeEndpoint(call -> Answer.ok("{\"Parameter\":{\"Value\":\"" + KEY + "\"}}"))) {
      PersonKey key = key(onAws("ssm:/lake/key", ssm));
      key.read();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(key);
      }

      assertThat(bytes.toString(ISO_8859_1)).contains("/lake/key").doesNotContain(KEY);
    }
  }

  private static TestOptions options() {
    return TestOptions.files("/none").with("job.name", "caliper");
  }

  private static TestOptions onAws(String place, FakeEndpoint store) {
    return options()
        .with("caliper.persons-key", place)
        .with("caliper.persons-key-region", "eu-west-1")
        .with("caliper.persons-key-endpoint", store.address());
  }

  private static JobOptions inSecrets(TestOptions options, FakeEndpoint manager) {
    return options
        .with("caliper.persons-key", "secretsmanager:lake/key")
        .with("caliper.persons-key-region", "eu-west-1")
        .with("caliper.persons-key-endpoint", manager.address())
        .all();
  }

  private static EventFamily family(TestOptions options) {
    return CaliperJob.job().family(options.all());
  }

  private static PersonKey key(TestOptions options) {
    return PersonFiles.key(options.all().own.get(CaliperOptions.GROUP));
  }
}
