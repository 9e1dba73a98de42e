package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole job over files, bounded, on an embedded Flink: every table against the oracle. */
class ClickstreamFilesITCase {

  private static final long SEED = 20_260_301;

  @TempDir private Path directory;

  @Test
  void everyTableHasTheExpectedRows() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    ExpectedLake expected =
        files.write(GeneratorOptions.events(20_000).seed(SEED).crawlers(1).build());

    JobOptions options = options(files, Map.of("local.parallelism", "2"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  @Test
  void rocksDbAndGzipGiveTheSame() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.GZIP, 3_000);
    ExpectedLake expected = files.write(GeneratorOptions.events(9_000).seed(SEED + 1).build());

    JobOptions options =
        options(
            files,
            Map.of(
                "local.parallelism", "1",
                "local.state-backend", "rocksdb",
                "local.checkpoint-interval", "500 ms",
                "lake.database-prefix", "test_"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  @Test
  void eventsBeyondTheHorizonAreKeptAndTold() throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    ExpectedLake expected =
        files.write(
            GeneratorOptions.events(12_000)
                .seed(SEED + 2)
                .span(Duration.ofHours(80))
                .share(Quirk.BEYOND_HORIZON, 0.01)
                .build());
    assertThat(expected.rows("ops.late_events")).isNotEmpty();

    // Watermarks are emitted in processing time: often enough, they keep pace with the file.
    JobOptions options = options(files, Map.of("local.parallelism", "1"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  /** Of two writers, in files whose names say nothing, and with a clock ahead in each. */
  @Test
  void neitherNamesNorOneClockMakeEventsLate() throws IOException {
    Path events = Files.createDirectory(directory.resolve("events"));
    writeDays(events.resolve("a").resolve("2026-11-03.ndjson"), 3, 5);
    writeDays(events.resolve("b").resolve("2026-11-01.ndjson"), 1, 3);
    writeDays(events.resolve("c").resolve("part-10.ndjson"), 7, 8);
    writeDays(events.resolve("c").resolve("part-2.ndjson"), 5, 7);
    Map<String, String> properties = properties(Map.of("local.parallelism", "1"));
    properties.put("source.path", events.toString());
    JobOptions options = JobOptions.parse(properties);

    LocalRun.start(options).ended().join();

    try (Ledger tables = new Ledger(options.lake)) {
      assertThat(tables.records("late")).isZero();
      assertThat(tables.rows(TableName.LATE_EVENTS)).isEmpty();
      assertThat(tables.rows(TableName.SESSIONS))
          .as("of 24 hours and a stranger")
          .hasSize(4 + 7 * 24);
      assertThat(tables.rows(TableName.SILVER_EVENTS)).hasSize(4 + 7 * 24 * 3);
    }
  }

  /**
   * Three events in each hour of some days of November, after one of 2038; none says when it came.
   */
  private static void writeDays(Path file, int firstDay, int lastDay) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(event("ahead-" + firstDay, "2038-01-19T03:14:07Z"));
    for (int day = firstDay; day < lastDay; day++) {
      for (int minute = 0; minute < 24 * 60; minute += 20) {
        Instant time = Instant.parse("2026-11-01T00:00:00Z");
        time = time.plus(Duration.ofDays(day - 1L)).plus(Duration.ofMinutes(minute));
        lines.add(event("day-" + day + "-hour-" + minute / 60, time.toString()));
      }
    }

    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-30T09:00:00Z")));
  }

  private static String event(String session, String time) {
    return String.format(
        "{\"event_type\":\"page_view\",\"ts\":\"%s\",\"privacy\":{\"analytics\":true},"
            + "\"session\":{\"session_id\":\"%s\"}}",
        time, session);
  }

  /** Of retries that go wild, and of producers that send two hours again. */
  @ParameterizedTest
  @ValueSource(strings = {"PT10M", "PT2H"})
  void fault32EveryRecordFiveTimes(Duration within) throws IOException {
    GeneratedFiles files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    ExpectedLake expected =
        files.write(
            GeneratorOptions.events(6_000).seed(SEED + 3).copies(5).copiesWithin(within).build());
    assertThat(expected.rows("silver.events").size())
        .isLessThan(expected.rows("bronze.events").size() / 3);

    JobOptions options = options(files, Map.of("local.parallelism", "2"));
    LocalRun.start(options).ended().join();

    LakeComparison.assertLake(options.lake, expected);
  }

  private JobOptions options(GeneratedFiles files, Map<String, String> more) {
    Map<String, String> properties = properties(more);
    properties.put("source.path", files.events().toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    return JobOptions.parse(properties);
  }

  private Map<String, String> properties(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", "clickstream");
    properties.put("source.type", "files");
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.putIfAbsent("local.checkpoint-interval", "2 s");
    return properties;
  }
}
