package io.eventlake.lake.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Statements over a lake of Glue and S3, on loopback: of its files those are copied that matter.
 */
class LakeOnS3ITCase {

  private static final LocalDate DAY = LocalDate.parse("2026-11-18");

  @TempDir Path directory;

  private static LocalLake lake;
  private static LakeOptions options;

  /** Three days of two events each, and of two sessions, of which one is deleted. */
  @BeforeAll
  static void write() throws Exception {
    lake = LocalLake.start();
    options = JobOptions.parseLake(lake.properties());
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
      Table events = tables.load(TableName.SILVER_EVENTS);
      Table sessions = tables.load(TableName.SESSIONS);
      for (int i = 0; i < 3; i++) {
        LocalDate day = DAY.plusDays(i);
        LakeWriter.append(
            events,
            List.of(
                Map.of("event_id", "a" + i, "event_type", "view", "event_dt", day),
                Map.of("event_id", "b" + i, "event_type", "click", "event_dt", day)));
        LakeWriter.append(
            sessions,
            List.of(
                Map.of("session_id", "s" + i, "events", 1L, "event_dt", day),
                Map.of("session_id", "t" + i, "events", 2L, "event_dt", day)));
      }

      LakeWriter.delete(sessions, Map.of("session_id", "s1", "event_dt", DAY.plusDays(1)));
    }
  }

  @AfterEach
  void heal() {
    lake.s3().rule(call -> Fate.PASS);
  }

  @AfterAll
  static void close() throws Exception {
    lake.close();
  }

  @Test
  void filesAreCopiedThatCanHaveTheRowsAskedFor() throws IOException {
    try (LakeEngine engine = engine(1 << 20)) {
      assertThat(
              rows(engine, "SELECT event_id FROM silver.events WHERE event_dt = DATE '2026-11-19'"))
          .containsExactlyInAnyOrder("[a1]", "[b1]");
      assertThat(copies()).isEqualTo(2); // one of each type
      assertThat(rows(engine, "SELECT count(*) FROM silver.events WHERE event_type = 'none'"))
          .containsExactly("[0]");
      assertThat(copies()).isEqualTo(2);

      // A file of rows and one of deletes; the view hands the day on.
      assertThat(
              rows(
                  engine,
                  "SELECT session_id FROM gold.v_current_sessions"
                      + " WHERE event_dt = DATE '2026-11-19' AND events < 2"))
          .isEmpty();
      assertThat(copies()).isEqualTo(4);
      assertThat(rows(engine, "SELECT count(*), sum(events) FROM silver.sessions"))
          .containsExactly("[5, 8]");
      assertThat(copies()).isEqualTo(6);
    }
  }

  @Test
  void whatWasCopiedIsReadWithoutS3() throws IOException {
    String one =
        "SELECT event_id FROM silver.events WHERE event_id = 'a1' AND event_dt = DATE '2026-11-19'";
    try (LakeEngine engine = engine(1 << 20)) {
      assertThat(rows(engine, one)).containsExactly("[a1]");
    }

    lake.s3()
        .rule(
            call -> call.path().endsWith(".parquet") ? Fate.error(403, "AccessDenied") : Fate.PASS);
    try (LakeEngine engine = engine(1 << 20)) {
      assertThat(rows(engine, one)).containsExactly("[a1]");
      assertThatThrownBy(() -> engine.run("SELECT count(*) FROM silver.events"))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("The file s3://lake/web/silver/events/data/")
          .hasMessageContaining("cannot be fetched");
    }
  }

  /** The files of the statement at hand stay, all others make room. */
  @Test
  void statementThatNeedsMoreThanIsKeptIsAnswered() throws IOException {
    try (LakeEngine engine = engine(1)) {
      for (int i = 0; i < 2; i++) {
        assertThat(rows(engine, "SELECT count(*) FROM silver.events")).containsExactly("[6]");
        assertThat(copies()).isEqualTo(6);
        assertThat(rows(engine, "SELECT count(*) FROM silver.sessions")).containsExactly("[5]");
        assertThat(copies()).isEqualTo(4);
      }
    }
  }

  private LakeEngine engine(long bytes) {
    return new LakeEngine(
        Lakes.of(options),
        null,
        Clock.systemUTC(),
        new TablePlans(new FileCache(cache(), bytes), FileChecks.none()));
  }

  private Path cache() {
    return directory.resolve("cache");
  }

  private long copies() throws IOException {
    try (Stream<Path> files = Files.list(cache())) {
      return files.count();
    }
  }

  private static List<String> rows(LakeEngine engine, String statement) {
    return engine.run(statement).all().stream().map(row -> row.values().toString()).toList();
  }
}
