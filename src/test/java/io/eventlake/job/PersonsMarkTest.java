package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.ConfigException;
import io.eventlake.config.JobOptions;
import io.eventlake.config.ReplayOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.TestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake names persons in one way: nothing that writes rows takes another one unasked. */
class PersonsMarkTest {

  private static final String FIRST = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  @BeforeEach
  void aLakeOfTheFirstKey() throws IOException {
    Files.writeString(directory.resolve("first.key"), FIRST);
    Files.writeString(directory.resolve("other.key"), FIRST.replace('0', 'x'));
    Files.createFile(directory.resolve("events.ndjson"));
    try (LakeTables tables = new LakeTables(lake())) {
      tables.apply();
    }
    verify(with("first.key"));
  }

  @Test
  void theSameKeyFromAnotherPlaceIsTheSame() throws IOException {
    Files.writeString(directory.resolve("moved.key"), FIRST + "\n");

    assertThatCode(() -> verify(with("moved.key"))).doesNotThrowAnyException();
    assertThat(mark()).startsWith("urn:hmac-sha256:").doesNotContain(FIRST);
  }

  @Test
  void anotherKeyIsRefused() {
    assertRefused(
        () -> LocalRun.start(with("other.key").all()), "named by the key whose mark ends");
    assertRefused(() -> verify(with("other.key")), "named by the key whose mark ends");
    TestOptions replay =
        with("other.key")
            .with("job.name", "replay-dead-letters")
            .with("job.family", "caliper")
            .with("replay.where", "reason = 'BAD_ENUM'");
    assertRefused(
        () -> new ReplayRun(CaliperJob.job(), replay(replay), Clock.systemUTC(), line -> {}).run(),
        "caliper.persons-renamed=true");
  }

  @Test
  void otherNamesAreTakenWhereTheyAreMeant() {
    TestOptions kept = with("first.key").with("caliper.persons", "keep");
    assertRefused(() -> verify(kept), "but would be named as sent from now on");

    verify(kept.with("caliper.persons-renamed", "true"));

    assertThat(mark()).isEqualTo("as sent");
    assertRefused(() -> verify(with("first.key")), "this lake's persons are named as sent,");
    assertThatCode(() -> verify(with("first.key").with("caliper.persons", "keep")))
        .doesNotThrowAnyException();
  }

  private static void assertRefused(ThrowingCallable start, String words) {
    assertThatThrownBy(start)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("caliper.persons-key: this lake's persons are named ")
        .hasMessageContaining(words);
  }

  private void verify(TestOptions options) {
    JobTables.verifyPersons(lake(), CaliperJob.job(), options.all());
  }

  private String mark() {
    try (LakeTables tables = new LakeTables(lake())) {
      return tables.load(TableName.BRONZE_EVENTS).properties().get("eventlake.persons");
    }
  }

  private LakeCatalog lake() {
    return new LakeCatalog(with("first.key").all().lake, CaliperJob.job().tables());
  }

  private static JobOptions replay(TestOptions options) {
    JobOptions all = options.all();
    assertThat(all.own.get(ReplayOptions.GROUP).where).isEqualTo("reason = 'BAD_ENUM'");
    return all;
  }

  private TestOptions with(String key) {
    return TestOptions.files(directory.resolve("events.ndjson").toString())
        .with("job.name", "caliper")
        .with("lake.warehouse", directory.resolve("lake").toString())
        .with("caliper.persons-key", directory.resolve(key).toString());
  }
}
