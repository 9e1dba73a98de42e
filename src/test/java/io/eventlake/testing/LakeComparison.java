package io.eventlake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.family.web.generate.ExpectedLake;
import io.eventlake.job.Lakes;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.table.TableName;
import java.util.List;
import java.util.Map;

/** Compares every table of a lake with the oracle, row by row, and asks the audit. */
public final class LakeComparison {

  private static final List<TableName> ROW_BY_ROW =
      List.of(
          TableName.BRONZE_EVENTS,
          TableName.DEAD_LETTERS,
          TableName.SILVER_EVENTS,
          TableName.SESSIONS,
          WebTables.FUNNEL,
          WebTables.CLICKS,
          TableName.LATE_EVENTS,
          WebTables.MINUTE_ACTIVITY,
          TableName.RECORD_COUNTS);

  private LakeComparison() {}

  /** How the rows of a table are beside those that it must hold. */
  public record Difference(int expected, int missing, int extra) {}

  /** Counts what is missing and too much in one table. */
  public static Difference difference(
      LakeOptions options, TableName table, ExpectedLake expected, String... leftOut) {
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      List<Map<String, Object>> wanted =
          Rows.of(expected.rows(table.toString())).without(leftOut).toList();
      RowDifference rows =
          RowDifference.between(
              wanted, Rows.of(LakeReader.rows(lake.load(table))).without(leftOut).toList());
      return new Difference(wanted.size(), rows.missing(), rows.extra());
    }
  }

  /** Fails with what is missing or too much in one table; additive rows are summed. */
  public static void assertTable(
      LakeTables lake, TableName table, ExpectedLake expected, String... leftOut) {
    Rows rows = Rows.of(LakeReader.rows(lake.load(table))).without(leftOut);
    if (table.equals(WebTables.MINUTE_ACTIVITY)) {
      rows =
          rows.sum(
              List.of("minute", "event_type", "geo_country", "ab_variant", "event_dt"),
              List.of("events", "payout_cents"));
    } else if (table.equals(TableName.RECORD_COUNTS)) {
      rows = countsByOutcome(rows);
    }

    rows.assertSame(Rows.of(expected.rows(table.toString())).without(leftOut).toList());
  }

  /** Fails with what is missing or too much in any table, or with the lines that do not balance. */
  public static void assertLake(LakeOptions options, ExpectedLake expected, String... leftOut) {
    try (LakeTables lake = new LakeTables(Lakes.of(options))) {
      ROW_BY_ROW.forEach(table -> assertTable(lake, table, expected, leftOut));
    }

    LakeAudit audit = LakeAudit.run(Lakes.of(options));
    assertThat(audit.lines()).as(audit.state()).allMatch(line -> line.passed());
  }

  /** Without those of which a rebuild took all back. */
  private static Rows countsByOutcome(Rows rows) {
    return Rows.of(
        rows.sum(List.of("outcome", "reason"), List.of("records")).toList().stream()
            .filter(row -> !row.get("records").equals(0L))
            .toList());
  }
}
