package io.eventlake.lake.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeFilters;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.web.WebTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.family.web.generate.GeneratedFiles;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.family.web.generate.Quirk;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.job.LocalRun;
import io.eventlake.job.RebuildRun;
import io.eventlake.job.ReplayRun;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.audit.MissingLine;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.publish.Interruption;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.publish.PublishException;
import io.eventlake.table.TableName;
import io.eventlake.testing.FlippedBit;
import io.eventlake.testing.LakeComparison;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.Seed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rebuilds of a lake that a stream wrote, days late events included, against it and the oracle. */
class RebuildITCase {

  private static final List<TableName> REBUILT =
      List.of(
          TableName.SILVER_EVENTS,
          TableName.SESSIONS,
          WebTables.FUNNEL,
          WebTables.CLICKS,
          WebTables.MINUTE_ACTIVITY,
          TableName.LATE_EVENTS);

  @TempDir private Path directory;

  private GeneratedFiles files;
  private ExpectedLake expected;
  private String segments = "table";
  private JobOptions stream;
  private List<LocalDate> days;

  @BeforeEach
  void streamIntoALake() throws IOException {
    long seed = Seed.of(RebuildITCase.class, 20_261_121);
    files = new GeneratedFiles(directory, GeneratedFiles.Compression.NONE, 30_000);
    expected =
        files.write(
            GeneratorOptions.events(5_000)
                .seed(seed)
                .span(Duration.ofHours(80))
                .share(Quirk.BEYOND_HORIZON, 0.01)
                .build());
    days =
        new ArrayList<>(
            expected.rows(TableName.SILVER_EVENTS.toString()).stream()
                .map(row -> (LocalDate) row.get("event_dt"))
                .collect(Collectors.toCollection(TreeSet::new)));
    sendAgainAfterTheHorizon(days.get(1).atTime(6, 0));
    stream = options("clickstream", Map.of());
    LocalRun.start(stream).ended().join();
    assertThat(LakeAudit.run(Lakes.of(stream.lake)).lines())
        .filteredOn(line -> !line.passed())
        .extracting(line -> line.line())
        .containsExactly("2a", "2d");
  }

  /** Last lines with events that the stream has forgotten by then: it writes them once more. */
  private void sendAgainAfterTheHorizon(LocalDateTime before) throws IOException {
    Set<String> ids =
        expected.rows(TableName.SILVER_EVENTS.toString()).stream()
            .filter(row -> row.get("session_id") != null)
            .filter(row -> ((LocalDateTime) row.get("ts")).isBefore(before))
            .filter(row -> days.get(1).equals(row.get("event_dt")))
            .map(row -> (String) row.get("event_id"))
            .filter(id -> !id.equals(ExpectedLake.DERIVED_ID))
            .limit(10)
            .collect(Collectors.toSet());
    Path file;
    try (Stream<Path> all = Files.list(files.events())) {
      List<Path> one = all.toList();
      assertThat(one).hasSize(1);
      file = one.get(0);
    }

    List<String> again =
        Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> ids.stream().anyMatch(id -> line.toLowerCase(Locale.ROOT).contains(id)))
            .toList();
    assertThat(again).hasSizeGreaterThanOrEqualTo(ids.size());
    Files.write(file, again, StandardCharsets.ISO_8859_1, StandardOpenOption.APPEND);
  }

  @Test
  void healsWhatWasLateAndLeavesTheOtherRowsAsTheStreamWroteThem() {
    List<Map<String, Object>> late = rows(TableName.LATE_EVENTS);
    assertThat(late).isNotEmpty();
    List<Map<String, Object>> before = rows(TableName.SESSIONS);

    LocalRun.start(options("segments", Map.of("source.path", files.segments().toString())))
        .ended()
        .join();
    interruptedAfterOneTable();
    rebuildAll();

    assertHealed();
    List<Map<String, Object>> after = rows(TableName.SESSIONS);
    List<Map<String, Object>> changed = new ArrayList<>(after);
    changed.removeAll(before);
    assertThat(changed).isNotEmpty().hasSizeLessThanOrEqualTo(late.size());

    rebuildAll();

    assertThat(sorted(rows(TableName.SESSIONS))).isEqualTo(sorted(after));
    expireAll();
    assertHealed();
  }

  @Test
  void oneDayIsRebuiltWhileItsNeighboursStay() {
    LocalDate day = days.get(1);
    assertThatThrownBy(() -> rebuild(day, day))
        .isInstanceOf(RebuildException.class)
        .hasMessageContaining("silver.user_segments has never been written");
    segments = "lookup";
    Map<TableName, List<Map<String, Object>>> before = new HashMap<>();
    REBUILT.forEach(table -> before.put(table, rows(table)));
    assertDamageIsToldWithItsRemedy(day);
    assertNothingIsMadeOfDamagedRows(day);

    rebuild(day, day);

    for (TableName table : REBUILT) {
      assertThat(sorted(others(rows(table), day)))
          .isEqualTo(sorted(others(before.get(table), day)));
    }

    assertThat(rows(TableName.LATE_EVENTS).size())
        .isLessThan(before.get(TableName.LATE_EVENTS).size());
    LakeAudit audit = LakeAudit.run(Lakes.of(stream.lake));
    assertThat(audit.lines()).allMatch(line -> line.passed());

    // What crosses midnight is healed with the days on both sides of it.
    rebuildAll();
    assertHealed();
    assertRefusedWhileAStreamCanChangeIt(day);
  }

  /** A file of gold that cannot be read is what the rebuild of its day replaces. */
  private void assertDamageIsToldWithItsRemedy(LocalDate day) {
    Path file = fileOf(WebTables.FUNNEL, Expressions.equal("event_dt", (int) day.toEpochDay()));
    try {
      Files.write(file, new byte[(int) Files.size(file)]);

      LakeAudit audit = LakeAudit.run(Lakes.of(stream.lake));
      assertThat(audit.passed()).isFalse();
      assertThat(audit.missing())
          .extracting(MissingLine::why)
          .anySatisfy(
              why ->
                  assertThat(why)
                      .contains(
                          "gold.fact_funnel: the file " + file + " is damaged (its ",
                          "or make its day, " + day + ", anew by a rebuild"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A flipped bit in what it reads would be in what it writes, with a checksum that holds. */
  private void assertNothingIsMadeOfDamagedRows(LocalDate day) {
    Path file = fileOf(TableName.SILVER_EVENTS, LakeFilters.eventDays(day, day));
    try {
      FlippedBit.in(file, "ts");
      assertThatThrownBy(() -> rebuild(day, day))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("silver.events: the file " + file + " is damaged (column ts");
      FlippedBit.in(file, "ts");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path fileOf(TableName name, Expression filter) {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake));
        CloseableIterable<FileScanTask> tasks =
            lake.load(name).newScan().filter(filter).planFiles()) {
      return Path.of(tasks.iterator().next().file().location());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rebuilt tables are those of a stream that forgets nothing, and the lake balances. */
  private void assertHealed() {
    expected.heal();
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      REBUILT.forEach(table -> LakeComparison.assertTable(lake, table, expected));
    }

    assertThat(LakeAudit.run(Lakes.of(stream.lake)).lines()).allMatch(line -> line.passed());
  }

  private void assertRefusedWhileAStreamCanChangeIt(LocalDate day) {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      LakeWriter.append(
          lake.load(TableName.RECORD_COUNTS),
          List.of(Map.of("outcome", "read", "records", 0L)),
          Map.of(
              CommitSummary.RUN_ID, "later",
              CommitSummary.CHECKPOINT_ID, "1",
              CommitSummary.WATERMARK, day.plusDays(2) + "T23:59:59Z"));
    }

    assertThatThrownBy(() -> rebuild(day, day))
        .isInstanceOf(RebuildException.class)
        .hasMessageContaining("The stream can still change sessions of " + day)
        .hasMessageContaining("has to be past " + day.plusDays(3) + "T00:00:00Z");
  }

  /** What a crash in the middle of a publication leaves. */
  private void interruptedAfterOneTable() {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      Publication branch =
          run(days.get(0), days.get(days.size() - 1), new ArrayList<>()).stage(lake);
      Interruption.after(branch, TableName.SILVER_EVENTS);

      assertThatThrownBy(() -> LakeAudit.run(Lakes.of(stream.lake)))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining(branch.name() + " is just being published, or was interrupted");
      assertNobodyElseTouches(lake, branch);
    }
  }

  /** Neither one that would change the lake while it is held, nor one that only looks. */
  private void assertNobodyElseTouches(LakeTables lake, Publication branch) {
    Map<String, Object> before = heads(lake);
    try (LakeLease held = LakeLease.take(lake, "a rebuild of last week")) {
      assertThatThrownBy(this::rebuildAll)
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("The lake is held by a rebuild of last week (process ");
      assertThatThrownBy(() -> replay("false"))
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("The lake is held by a rebuild of last week (process ");
    }

    assertThatThrownBy(() -> replay("true"))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining(branch.name() + " is just being published");
    assertThat(heads(lake)).isEqualTo(before);
  }

  private void replay(String dryRun) {
    JobOptions options =
        options("replay-dead-letters", Map.of("replay.where", "TRUE", "replay.dry-run", dryRun));
    new ReplayRun(options, Clock.systemUTC(), line -> {}).run();
  }

  /** All branches of all tables. */
  private static Map<String, Object> heads(LakeTables lake) {
    return Lakes.tables().readable().stream()
        .collect(Collectors.toMap(TableName::toString, name -> Map.copyOf(lake.load(name).refs())));
  }

  /** Expires all snapshots but the newest: no file that a table names may go with them. */
  private void expireAll() {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      for (TableName table : REBUILT) {
        assertThat(lake.load(table).refs()).containsOnlyKeys("main");
        new Maintenance(lake, table, 1L << 20).expire(Instant.now().plusSeconds(60));
      }
    }
  }

  private void rebuildAll() {
    rebuild(days.get(0), days.get(days.size() - 1));
  }

  private void rebuild(LocalDate from, LocalDate to) {
    List<String> told = new ArrayList<>();
    run(from, to, told).run();
    assertThat(told).anyMatch(line -> line.startsWith("silver.sessions"));
  }

  private RebuildRun run(LocalDate from, LocalDate to, List<String> told) {
    return new RebuildRun(
        options(
            "rebuild",
            Map.of(
                "rebuild.from", from.toString(),
                "rebuild.to", to.toString(),
                "rebuild.segments", segments)),
        told::add);
  }

  private List<Map<String, Object>> rows(TableName table) {
    try (LakeTables lake = new LakeTables(Lakes.of(stream.lake))) {
      return LakeReader.rows(lake.load(table));
    }
  }

  private static List<Map<String, Object>> others(List<Map<String, Object>> rows, LocalDate day) {
    return rows.stream().filter(row -> !day.equals(row.get("event_dt"))).toList();
  }

  private static List<Map<String, Object>> sorted(List<Map<String, Object>> rows) {
    return rows.stream().sorted(Comparator.comparing(Map::toString)).toList();
  }

  private JobOptions options(String job, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", job);
    properties.put("source.type", "files");
    properties.putIfAbsent("source.path", files.events().toString());
    properties.put("segments.type", "file");
    properties.put("segments.path", files.segments().toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.parallelism", "1");
    properties.put("local.checkpoint-interval", "2 s");
    return JobCatalog.options().parse(properties);
  }
}
