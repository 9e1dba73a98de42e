package io.eventlake.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.CaliperOptions;
import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.family.EventFamily;
import io.eventlake.family.caliper.persons.OptedOut;
import io.eventlake.family.caliper.persons.PersonKey;
import io.eventlake.testing.FakeEndpoint;
import io.eventlake.testing.FakeEndpoint.Answer;
import io.eventlake.testing.TestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
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

  /** As the key; a list is read when a task begins, so that a change counts from the next start. */
  @Test
  void whoOptedOutIsReadAtEachStart() throws IOException {
    Path file = Files.writeString(directory.resolve("out.txt"), "urn:a\n\n  urn:b \r\n");
    OptedOut.Source listed = optedOut(options().with("caliper.opted-out", file.toString()));
    assertThat(listed.get()).containsExactlyInAnyOrder("urn:a", "urn:b");
    OptedOut running = new OptedOut(listed.get());
    Files.writeString(file, "urn:c\n");
    assertThat(listed.get()).containsExactly("urn:c");
    assertThat(running.areAmong(Set.of("urn:a"), null)).isTrue();
    assertThat(running.areAmong(Set.of("urn:c"), null)).isFalse();
    assertThat(optedOut(options()).get()).isEmpty();
    try (FakeEndpoint manager =
        new FakeEndpoint(
            call ->
                call == 0
                    ? Answer.ok("{\"SecretString\":\"urn:a\\nurn:b\\n\"}")
                    : Answer.error(400, "ResourceNotFoundException"))) {
      OptedOut.Source onAws =
          optedOut(
              onAws("ssm:/lake/key", manager).with("caliper.opted-out", "secretsmanager:lake/out"));
      assertThat(onAws.get()).containsExactlyInAnyOrder("urn:a", "urn:b");
      assertThatThrownBy(onAws::get)
          .isInstanceOf(ConfigException.class)
          .hasMessage(
              "caliper.opted-out: lake/out of the Secrets Manager in region eu-west-1 does not"
                  + " exist: create it, or correct its name and region");
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

  private static OptedOut.Source optedOut(TestOptions options) {
    return PersonFiles.optedOut(
        options.with("caliper.persons", "keep").all().own.get(CaliperOptions.GROUP));
  }

  private static PersonKey key(TestOptions options) {
    return PersonFiles.key(options.all().own.get(CaliperOptions.GROUP));
  }
}
