package io.eventlake.lake.check;

import static io.eventlake.lake.check.CheckedLake.NOW;
import static io.eventlake.lake.check.CheckedLake.YESTERDAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.cli.Main;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.CloudWatchEndpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks over a lake in order, an empty one, and one in which each of them finds something. */
class LakeChecksITCase {

  @TempDir private Path warehouse;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aLakeInOrderPasses() {
    LakeChecks checks =
        LakeChecks.run(
            Lakes.of(new CheckedLake().write(warehouse)), Lakes.tables().readable(), clock(NOW));

    assertThat(checks.results()).isNotEmpty().allMatch(result -> result.verdict().equals("PASS"));
    assertThat(checks.passed()).isTrue();
    assertThat(checks.state()).isEqualTo("the lake as it is");
  }

  /** Flink's own casts cut towards 1970: this lake has the wrong days and negative hours there. */
  @Test
  void aLakeInOrderBefore1970Passes() {
    LocalDateTime now = LocalDateTime.parse("1969-12-31T18:40:00");
    LakeChecks checks =
        LakeChecks.run(
            Lakes.of(new CheckedLake(now).write(warehouse)), Lakes.tables().readable(), clock(now));

    assertThat(checks.results()).allMatch(result -> result.verdict().equals("PASS"));
  }

  @Test
  void anEmptyLakeIsNotFresh() {
    try (LakeTables tables = new LakeTables(Lakes.of(CheckedLake.options(warehouse)))) {
      tables.apply();
    }

    LakeChecks checks =
        LakeChecks.run(
            Lakes.of(CheckedLake.options(warehouse)),
            List.of(TableName.BRONZE_EVENTS, TableName.SESSIONS, TableName.RECORD_COUNTS),
            clock(NOW));

    assertThat(checks.passed()).isTrue();
    assertThat(checks.results().stream().filter(result -> result.offending() > 0))
        .hasSize(3)
        .allMatch(result -> result.name().equals("fresh") && result.verdict().equals("WARN"));
  }

  /** Each check is made to find something, and no other number than it should. */
  @Test
  void everyCheckFindsWhatItIsFor() {
    CheckedLake lake = new CheckedLake();
    Map<String, Long> expected = Breaking.all(lake);

    LakeChecks checks =
        LakeChecks.run(
            Lakes.of(lake.write(warehouse)), Lakes.tables().readable(), clock(NOW.plusHours(5)));

    Map<String, Long> found = new TreeMap<>();
    checks.results().forEach(r -> found.put(r.table() + " " + r.name(), r.offending()));
    assertThat(found).containsExactlyInAnyOrderEntriesOf(expected).doesNotContainValue(0L);
    assertThat(checks.passed()).isFalse();
    assertThat(checks.results())
        .filteredOn(result -> result.table().equals("silver.events"))
        .filteredOn(result -> result.name().equals("payout-range"))
        .singleElement()
        .hasToString(
            "silver.events payout-range FAIL: 1"
                + " for example event_id=s1-view, event_type=page_view, payout_cents=-1");
  }

  @Test
  void theCommandTellsAndFailsOnlyOnAFail() {
    new CheckedLake().write(warehouse);

    assertThat(check("--table", "silver.sessions", "--now", "2026-01-31T18:00:00Z")).isZero();
    assertThat(out.toString())
        .matches("PASS: of [0-9]+ checks none fails, 1 warn\\.\n(?s:.*)")
        .contains("\nChecks of the lake as it is\n\ntable            check")
        .containsPattern("silver\\.sessions +times +PASS +0 +a session ends at its start")
        .containsPattern("silver\\.sessions +fresh +WARN +1 +a session ended within")
        .endsWith("WARN silver.sessions fresh\n  for example newest_ts=2026-01-31T11:52:00Z\n")
        .doesNotContain("silver.events");
    assertThat(check("--table", "silver.nothing")).isEqualTo(2);
    assertThat(err.toString()).startsWith("There is no table silver.nothing");
  }

  @Test
  void theCommandExitsWithOneOnAFail() {
    new CheckedLake()
        .add(TableName.SESSIONS, "session_end_ts", YESTERDAY.minusSeconds(1))
        .write(warehouse);

    assertThat(check("--table=SILVER.SESSIONS", "--now", "2026-01-31T12:00:00Z")).isEqualTo(1);
    assertThat(out.toString()).contains("FAIL silver.sessions times\n  for example session_id=s1");
    assertThat(err)
        .hasToString(
            "Next: sql/checks/web/silver/sessions/checks.sql has the query of each check that failed; sql runs"
                + " it.\n");
  }

  /** As its stream's own count has it, an aggregate being one record. */
  @Test
  void theLedgerIsComparedWithTheStream() {
    CheckedLake lake = new CheckedLake();
    try (CloudWatchEndpoint cloudWatch = CloudWatchEndpoint.start("clicks")) {
      handOver(lake, cloudWatch, NOW.minusDays(9));
      for (int day = 0; day <= 8; day++) {
        for (int minute = 8; minute <= 10; minute++) {
          handOver(lake, cloudWatch, NOW.minusDays(day).minusMinutes(minute));
        }
      }

      // A record of the stream as well, of an edge that only tells how far its numbers go.
      LocalDateTime told = NOW.minusDays(2).minusMinutes(9);
      lake.add(TableName.RECORD_COUNTS, "arrival_minute", told, "outcome", "edge_alone");
      cloudWatch.took(told.toInstant(ZoneOffset.UTC), 1);
      for (String outcome : List.of("handed_over", "aggregated", "read", "bronze")) {
        lake.add(TableName.RECORD_COUNTS, "outcome", outcome, "records", 99L);
      }

      lake.write(warehouse);
      String[] options = {
        "--table=ops.record_counts",
        "--now=2026-01-31T12:00:00Z",
        "--set=source.stream=clicks",
        "--set=source.cloudwatch-endpoint=" + cloudWatch.address()
      };
      assertThat(check(options)).isZero();
      assertThat(out.toString())
          .startsWith("PASS")
          .containsPattern("ops\\.record_counts +stream-records +PASS +0 +the lake was handed");

      cloudWatch.took(YESTERDAY.toInstant(ZoneOffset.UTC), 2);
      assertThat(check(options)).isEqualTo(1);
      assertThat(out.toString())
          .contains(
              "FAIL ops.record_counts stream-records\n  The lake was handed fewer records than the"
                  + " stream took, 2026-01-30T11:00:00Z to 2026-01-30T12:00:00Z: taken 5, handed"
                  + " over 3\n");

      out.getBuffer().setLength(0);
      err.getBuffer().setLength(0);
      String[] segments = Arrays.copyOf(options, options.length + 1);
      segments[options.length] = "--set=job.name=segments";
      assertThat(check(segments)).isZero();
      assertThat(out.toString()).doesNotContain("stream-records");
      assertThat(err.toString()).isEmpty();
    }
  }

  private static void handOver(
      CheckedLake lake, CloudWatchEndpoint cloudWatch, LocalDateTime minute) {
    lake.add(TableName.RECORD_COUNTS, "arrival_minute", minute, "outcome", "handed_over");
    cloudWatch.took(minute.toInstant(ZoneOffset.UTC), 1);
  }

  private static Clock clock(LocalDateTime now) {
    return Clock.fixed(now.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
  }

  private int check(String... options) {
    List<String> args = Arrays.stream(options).collect(Collectors.toCollection(ArrayList::new));
    args.addAll(0, List.of("check", "--warehouse", warehouse.toString()));
    return Main.run(new PrintWriter(out), new PrintWriter(err), args.toArray(new String[0]));
  }
}
