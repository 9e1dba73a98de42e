package io.eventlake.lake.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.sql.SecondOpinion;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flink's SQL says what the engine says, to every file of {@code sql/}, of a lake to which
 * everything happened: late corrections, deletes, days written anew, other columns, and something
 * wrong for each check.
 */
class SecondOpinionITCase {

  private static final int SLOTS = 2;

  private static final LocalDate DAY = CheckedLake.NOW.toLocalDate().minusDays(3);

  @TempDir private Path warehouse;

  @Test
  void flinkSaysTheSameToEveryFile() throws IOException {
    CheckedLake lake = new CheckedLake();
    Breaking.all(lake);
    LakeOptions options = lake.write(warehouse);
    Map<String, String> files = SecondOpinion.files();
    Clock clock =
        Clock.fixed(CheckedLake.NOW.plusHours(5).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

    assertThat(files).hasSizeGreaterThan(90);
    // One Flink for all statements: each would start its own.
    try (TestCluster flink = new TestCluster(SLOTS).asContext();
        LakeTables tables = new LakeTables(Lakes.of(options))) {
      correct(tables);
      forget(tables);
      evolve(tables);
      rebuild(tables);

      assertThat(SecondOpinion.differences(options, LakeCut.of(tables), clock, files)).isEmpty();
    }
  }

  /** A late event: the session of a day goes, and comes with one more event. */
  private static void correct(LakeTables tables) {
    LocalDateTime start = CheckedLake.NOW.minusDays(3).minusMinutes(10);
    for (TableName name : List.of(TableName.SESSIONS, WebTables.FUNNEL)) {
      Table table = tables.load(name);
      LakeWriter.delete(table, Map.of("session_id", "s3", "event_dt", DAY));
      LakeWriter.append(
          table,
          List.of(
              name.equals(WebTables.FUNNEL)
                  ? Map.of(
                      "session_id",
                      "s3",
                      "session_start_ts",
                      start,
                      "saw_comparison",
                      true,
                      "interacted_chart",
                      true,
                      "clicked_affiliate",
                      true,
                      "payout_cents",
                      240L,
                      "event_dt",
                      DAY)
                  : Map.of(
                      "session_id",
                      "s3",
                      "session_start_ts",
                      start,
                      "session_end_ts",
                      start.plusMinutes(5),
                      "pageviews",
                      2,
                      "events",
                      4L,
                      "revision",
                      1,
                      "event_dt",
                      DAY)));
    }
  }

  /** A membership ends: its row goes, one with an end comes. */
  private static void forget(LakeTables tables) {
    Table segments = tables.load(SegmentTables.USER_SEGMENTS);
    LakeWriter.delete(segments, Map.of("user_id_hash", "u5"));
    LakeWriter.delete(segments, Map.of("user_id_hash", "nobody"));
  }

  /** Columns are widened, added, and one goes and comes back without its values. */
  private static void evolve(LakeTables tables) {
    tables
        .load(TableName.SESSIONS)
        .updateSchema()
        .updateColumn("pageviews", Types.LongType.get())
        .addColumn("note", Types.StringType.get())
        .commit();
    Table events = tables.load(TableName.SILVER_EVENTS);
    events.updateSchema().deleteColumn("chart_action").commit();
    events.updateSchema().addColumn("chart_action", Types.StringType.get()).commit();
  }

  private static void rebuild(LakeTables tables) {
    for (TableName name : List.of(TableName.SILVER_EVENTS, TableName.SESSIONS, WebTables.FUNNEL)) {
      Table table = tables.load(name);
      LakeWriter.rewrite(table, Expressions.equal("event_dt", DAY.minusDays(1).toString()));
    }

    // One that has deletes, too.
    LakeWriter.rewrite(
        tables.load(TableName.SESSIONS), Expressions.equal("event_dt", DAY.toString()));
  }
}
