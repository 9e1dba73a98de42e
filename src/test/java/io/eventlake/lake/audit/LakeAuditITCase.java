package io.eventlake.lake.audit;

import static io.eventlake.lake.audit.SmallLake.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The balance sheet of a lake in order, of lakes broken on purpose, and of one that is written. */
class LakeAuditITCase {

  private static final Duration GAP = Duration.ofMinutes(30);

  @TempDir Path warehouse;

  @Test
  void passesALakeInOrder() {
    LakeAudit audit = LakeAudit.run(Lakes.of(new SmallLake().write(warehouse, Map.of())));

    assertThat(audit.lines()).hasSize(25).allMatch(line -> line.verdict().equals("PASS"));
    assertThat(audit.passed()).isTrue();
    assertThat(audit.state()).isEqualTo("the lake as it is");
    assertThat(audit.lines().get(0))
        .hasToString("0a PASS: records handed over by the source = records read (12, 12)");
    assertThat(audit.lines().get(1))
        .hasToString(
            "1a PASS: records read = bronze.events + bronze.dead_letters + dropped for consent"
                + " (12, 12)");
    assertThat(audit.lines().get(10))
        .hasToString("2a PASS: distinct events of bronze.events = silver.events (7, 7)");
  }

  @Test
  void passesALakeWithoutRows() {
    LakeOptions options = SmallLake.options(warehouse);
    try (var tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
    }

    assertThat(LakeAudit.run(Lakes.of(options)).lines()).hasSize(25).allMatch(AuditLine::passed);
  }

  /** A release that did not count what was handed over goes on as one that does. */
  @Test
  void passesALakeThatAnOlderReleaseBegan() {
    SmallLake lake =
        new SmallLake()
            .remove(TableName.RECORD_COUNTS, row -> "handed_over".equals(row.get("outcome")))
            .count("handed_over", null, 5);
    LakeAudit audit = some(lake.write(warehouse, Map.of()), "0-source");

    assertThat(audit.lines())
        .singleElement()
        .hasToString("0a PASS: records handed over by the source = records read (12, 12)");
  }

  /** NOON is when the lake began to read, and a quarter of an hour later it counts from 0. */
  @Test
  void whatAnEdgeHasAnsweredForIsReadWhateverCameTwice() {
    SmallLake lake =
        new SmallLake()
            .edge("2026-01-31 12:00 early", 5, 3)
            .edge("2026-01-31 12:00 early", 8, 2)
            .edge("2026-01-31 12:16 a", 0, 4)
            .edge("2026-01-31 12:16 a", 2, 3)
            .edge("2026-01-31 12:16 a", 2, 1)
            .edge("2026-01-31 12:16 a", 5, 0);
    LakeOptions options = lake.write(warehouse, Map.of());

    assertThat(line(LakeAudit.run(Lakes.of(options)), "0b"))
        .hasToString("0b PASS: records accepted at the edge = records read of them (10, 10)");
    LakeAudit day = LakeAudit.ofDays(Lakes.of(options), GAP, AskedDays.of(SmallLake.DAY));
    assertThat(day.passed()).isTrue();
    assertThat(day.leftOut()).contains("0b");
  }

  @Test
  void whatAnEdgeHasAnsweredForAndNobodyReadIsRedByName() {
    SmallLake lake =
        new SmallLake()
            .edge("2026-01-31 12:16 first lost", 2, 8)
            .edge("2026-01-31 12:16 between", 0, 4)
            .edge("2026-01-31 12:16 between", 6, 4)
            .edge("2026-01-31 12:16 last lost", 0, 1)
            .edge("2026-01-31 12:16 last lost", 3, 0);
    LakeAudit audit = LakeAudit.run(Lakes.of(lake.write(warehouse, Map.of())));

    assertThat(audit.lines())
        .filteredOn(line -> !line.passed())
        .singleElement()
        .hasToString("0b FAIL: records accepted at the edge = records read of them (23, 17)");
  }

  /** Several breakages in one lake, an audit being dear: no two of them at one line. */
  static Stream<Arguments> brokenLakes() {
    return Stream.of(
        broken(
            "a record was lost; an event is not in silver; one not in its session; another payout in"
                + " gold; validities that overlap",
            List.of("1a", "2a", "2b", "3a", "4d", "4e", "5a"),
            lake ->
                lake.count("read", null, 1)
                    .count("handed_over", null, 1)
                    .bronze("e8", "page_view", "s1", "u1")
                    .set(TableName.SESSIONS, 0, "events", 2L)
                    .set(WebTables.CLICKS, 0, "payout_cents", 121L)
                    .segment("u1", "new", NOON, NOON.plusDays(1))),
        broken(
            "a record that was handed over was not read; records twice, in both places, counted wrong; events twice in sessions, a session in two"
                + " rows; other sessions, clicks and minutes are in gold",
            List.of("0a", "1b", "1c", "1d", "1e", "1f", "3a", "3b", "4b", "4e", "4g"),
            lake ->
                confuseRecords(lake)
                    .count("handed_over", null, 3)
                    .session("s1", 1)
                    .set(WebTables.FUNNEL, 0, "session_id", "s9")
                    .set(WebTables.CLICKS, 0, "event_id", "e9")
                    .set(WebTables.MINUTE_ACTIVITY, 0, "event_type", "chart_interaction")),
        broken(
            "of records of several events one has an index twice, one lacks events and counts them"
                + " in two ways, one is a letter as a whole, too",
            List.of("1d", "1f", "1h", "1i"),
            lake ->
                lake.ofRecord(TableName.BRONZE_EVENTS, 0, "r1", 0, 2)
                    .ofRecord(TableName.BRONZE_EVENTS, 1, "r1", 0, 2)
                    .ofRecord(TableName.BRONZE_EVENTS, 2, "r2", 0, 5)
                    .ofRecord(TableName.BRONZE_EVENTS, 3, "r2", 1, 2)
                    .ofRecord(TableName.BRONZE_EVENTS, 4, "r3", 1, 2)
                    .set(TableName.DEAD_LETTERS, 0, "sequence_number", "r3")
                    .count("handed_over", null, -3)
                    .count("further", null, 3)),
        broken(
            "a replayed dead letter never came to bronze; events in silver only, and twice, and"
                + " counted wrong; sessions, clicks and minutes are not in gold",
            List.of(
                "1a", "1c", "1g", "2a", "2c", "2d", "2e", "4a", "4b", "4c", "4d", "4e", "4f", "4g"),
            lake ->
                lake.set(TableName.DEAD_LETTERS, 0, "replayed_ts", NOON)
                    .silver("e8", "page_view", null, null, 0, 0)
                    .silver("e5", "page_view", null, null, 0, 0)
                    .count("silver", null, -1)
                    .remove(WebTables.FUNNEL, row -> row.get("session_id").equals("s1"))
                    .remove(WebTables.CLICKS, row -> row.get("event_id").equals("e3"))
                    .set(WebTables.MINUTE_ACTIVITY, 0, "events", 0L)));
  }

  /** A letter of one event beside its neighbours, and a record that cannot be taken apart. */
  @Test
  void passesRecordsOfSeveralEvents() {
    SmallLake lake = new SmallLake();
    lake.ofRecord(TableName.BRONZE_EVENTS, 0, "r1", 0, 4)
        .ofRecord(TableName.BRONZE_EVENTS, 1, "r1", 3, 4)
        .ofRecord(TableName.DEAD_LETTERS, 0, "r1", 1, 4)
        .count("further", null, 2)
        .count("handed_over", null, -2);

    assertThat(LakeAudit.run(Lakes.of(lake.write(warehouse, Map.of()))).lines())
        .allMatch(AuditLine::passed);
  }

  /** Release 0.1.0 had no such columns, and a later one gives the table them. */
  @Test
  void passesALakeOfAnEarlierReleaseBeforeAndAfterItsTablesAreApplied() {
    LakeOptions options = new SmallLake().write(warehouse, Map.of());
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables
          .load(TableName.BRONZE_EVENTS)
          .updateSchema()
          .deleteColumn("event_index")
          .deleteColumn("event_count")
          .commit();
      tables
          .load(TableName.DEAD_LETTERS)
          .updateSchema()
          .deleteColumn("event_index")
          .deleteColumn("event_count")
          .deleteColumn("replayed_ts")
          .commit();
      tables
          .load(TableName.RECORD_COUNTS)
          .updateSchema()
          .deleteColumn("producer")
          .deleteColumn("first_number")
          .commit();
      assertThat(LakeAudit.run(Lakes.of(options)).lines()).hasSize(25).allMatch(AuditLine::passed);

      tables.apply();
      assertThat(tables.load(TableName.BRONZE_EVENTS).schema().findField("event_index"))
          .isNotNull();
    }

    assertThat(LakeAudit.run(Lakes.of(options)).lines()).hasSize(25).allMatch(AuditLine::passed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenLakes")
  void failsOnTheLinesThatAreBrokenAndNoOther(
      String name, List<String> failing, UnaryOperator<SmallLake> breakage) {
    LakeAudit audit =
        LakeAudit.run(Lakes.of(breakage.apply(new SmallLake()).write(warehouse, Map.of())));

    assertThat(audit.lines().stream().filter(line -> !line.passed()).map(AuditLine::line))
        .containsExactlyElementsOf(failing);
    assertThat(audit.passed()).isFalse();
  }

  /** Amounts that an old release let in: two of these come to -2 in 64 bits. */
  @Test
  void amountsOfAnySizeAreSummed() throws IOException {
    SmallLake lake =
        new SmallLake()
            .silver("e8", "affiliate_click", null, null, Long.MAX_VALUE, 0)
            .silver("e9", "affiliate_click", null, null, Long.MAX_VALUE, 0);
    LakeOptions options = lake.write(warehouse, Map.of());

    AuditLine cents = line(LakeAudit.run(Lakes.of(options)), "4d");
    assertThat(cents.passed()).isTrue();
    assertThat(cents.left()).isGreaterThan(new BigDecimal("18446744073709551613"));
    for (String report : List.of("affiliate-revenue", "daily-sessions", "overview")) {
      assertThat(rows(options, report)).as(report).isNotEmpty();
    }
    assertThat(rows(options, "affiliate-revenue").toString()).contains("184467440737095517");
  }

  @Test
  void tellsWhatIsOpenWhileAStreamRuns() {
    SmallLake lake = new SmallLake().event("e8", "page_view", "s8", "u8", 0, 20);
    LakeAudit audit = sessions(lake.write(warehouse, summary(7, "2026-01-31T12:45:00Z")));

    assertThat(audit.state()).isEqualTo("checkpoint 7 of run r1");
    assertThat(line(audit, "3a").verdict()).isEqualTo("PASS (open: 1)");
    assertThat(audit.passed()).isTrue();
  }

  @Test
  void failsWhenTheMissingSessionCanNotBeOpenAnyMore() {
    SmallLake lake = new SmallLake().event("e8", "page_view", "s8", "u8", 0, 20);
    LakeAudit audit = sessions(lake.write(warehouse, summary(7, "2026-01-31T12:50:01Z")));

    assertThat(line(audit, "3a").verdict()).isEqualTo("FAIL");
  }

  /**
   * It waits for the gap that its job had when it began, as after a backfill with a shorter one.
   */
  @Test
  void aSessionOfALongerGapIsStillOpen() {
    SmallLake lake = new SmallLake().event("e8", "page_view", "s8", "u8", 0, 20);
    Map<String, String> longer = new HashMap<>(summary(7, "2026-01-31T12:50:01Z"));
    longer.put(CommitSummary.SESSION_GAP, "PT45M");

    assertThat(line(sessions(lake.write(warehouse, longer)), "3a").verdict())
        .isEqualTo("PASS (open: 1)");
  }

  @Test
  void nothingIsOpenAtTheEndOfTheInput() {
    SmallLake lake = new SmallLake().event("e8", "page_view", "s8", "u8", 0, 20);

    assertThat(sessions(lake.write(warehouse, summary(7, "end"))).passed()).isFalse();
  }

  @Test
  void leavesOutWhatTheLedgerDoesNotShowYet() {
    LakeOptions options = new SmallLake().write(warehouse, summary(7, "end"));
    try (var tables = new LakeTables(Lakes.of(options))) {
      // Checkpoint 8 is in two tables so far: the job is between its commits. Several equations
      // read
      // the one, each other columns.
      LakeWriter.append(
          tables.load(TableName.SESSIONS),
          List.of(SmallLake.row("session_id", "s9", "events", 4L, "event_dt", SmallLake.DAY)),
          summary(8, "end"));
      LakeWriter.append(
          tables.load(TableName.LATE_EVENTS),
          List.of(SmallLake.row("event_id", "e9", "arrival_ts", NOON)),
          summary(8, "end"));
    }

    LakeAudit audit = LakeAudit.run(Lakes.of(options), GAP);

    assertThat(audit.state()).isEqualTo("checkpoint 7 of run r1");
    assertThat(audit.passed()).isTrue();
  }

  /** The one line of the balance sheet that asks what is open. */
  private static LakeAudit sessions(LakeOptions options) {
    return some(options, "3-sessions");
  }

  private static LakeAudit some(LakeOptions options, String... equations) {
    try (var tables = new LakeTables(Lakes.of(options))) {
      return LakeAudit.run(Lakes.of(options), GAP, LakeCut.of(tables), files(equations));
    }
  }

  private static List<String> files(String... names) {
    return BalanceEquations.files(Lakes.tables()).stream()
        .filter(file -> List.of(names).contains(SqlFiles.name(file)))
        .toList();
  }

  /** As many records as were read, but not the right ones. */
  private static SmallLake confuseRecords(SmallLake lake) {
    Object first = lake.value(TableName.BRONZE_EVENTS, 0, "sequence_number");
    return lake.repeat(TableName.BRONZE_EVENTS, 1)
        .repeat(TableName.DEAD_LETTERS, 2)
        .count("read", null, 2)
        .set(TableName.DEAD_LETTERS, 0, "sequence_number", first);
  }

  private static Arguments broken(
      String name, List<String> failing, UnaryOperator<SmallLake> breakage) {
    return arguments(name, failing, breakage);
  }

  private static List<Map<String, Object>> rows(LakeOptions options, String report)
      throws IOException {
    String query = Files.readString(Path.of("sql", "reports", "web", report, "query.sql"));
    try (LakeEngine engine = LakeEngine.over(Lakes.of(options))) {
      return engine.run(SqlScript.statements(query).get(0)).all();
    }
  }

  private static Map<String, String> summary(int checkpoint, String watermark) {
    return Map.of(
        CommitSummary.RUN_ID,
        "r1",
        CommitSummary.CHECKPOINT_ID,
        String.valueOf(checkpoint),
        CommitSummary.WATERMARK,
        watermark);
  }

  private static AuditLine line(LakeAudit audit, String line) {
    return audit.lines().stream().filter(one -> one.line().equals(line)).findFirst().orElseThrow();
  }
}
