package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.LakeFiles;
import io.eventlake.connector.iceberg.sink.WrittenFiles;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.MadeOf;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.publish.TableChange;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.TestOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch job does: rows by the writers of the streams, published as days and by key. */
class PublishedRowsITCase {

  private static final TableSet MARTS = TableSet.of("toy-marts");
  private static final TableName DAYS = MARTS.table("gold", "agg_toys");
  private static final TableName PLAYERS = MARTS.table("gold", "dim_players");
  private static final LocalDate DAY = LocalDate.parse("2026-01-31");

  @TempDir private Path warehouse;

  @Test
  void aSecondRunReplacesWhatTheFirstHasMade() throws Exception {
    JobOptions options =
        TestOptions.files(warehouse.toString())
            .with("lake.warehouse", warehouse.resolve("lake").toString())
            .all();
    LakeCatalog catalog = new LakeCatalog(options.lake, MARTS);
    try (LakeTables lake = new LakeTables(catalog)) {
      lake.apply();

      run(options, lake, 1, List.of(insert("ann", 1), insert("bob", 2)));
      assertThat(rows(lake, PLAYERS)).containsExactly("[ann, 1]", "[bob, 2]");
      assertThat(rows(lake, DAYS)).containsExactly("[2026-01-31, 1]", "[2026-02-01, 1]");

      run(options, lake, 7, List.of(delete("ann"), insert("ann", 5), insert("cy", 1)));
      assertThat(rows(lake, PLAYERS)).containsExactly("[ann, 5]", "[bob, 2]", "[cy, 1]");
      assertThat(rows(lake, DAYS)).containsExactly("[2026-01-31, 7]", "[2026-02-01, 7]");

      List<WrittenFiles> retracted = write(options, lake, 1, List.of(delete("ann")));
      Table players = lake.load(PLAYERS);
      assertThatThrownBy(() -> LakeFiles.of(players, PLAYERS, retracted))
          .isInstanceOf(LakeException.class)
          .hasMessage("gold.dim_players: rows were retracted that were never handed over");
    }
  }

  private static void run(JobOptions options, LakeTables lake, long toys, List<RowData> players)
      throws Exception {
    List<WrittenFiles> written = write(options, lake, toys, players);
    try (LakeLease lease = LakeLease.take(lake, "a run")) {
      Publication.create(lake, "publish-toy-marts-" + toys)
          .run(
              List.of(
                  TableChange.days(
                      lake,
                      DAYS,
                      base(lake, DAYS),
                      "event_dt",
                      List.of(DAY, DAY.plusDays(1)),
                      LakeFiles.of(lake.load(DAYS), DAYS, written)),
                  TableChange.upsert(
                      PLAYERS,
                      base(lake, PLAYERS),
                      LakeFiles.withDeletes(lake.load(PLAYERS), PLAYERS, written))),
              MadeOf.nothing(),
              staged -> assertThat(staged).hasSize(3),
              lease);
    }
  }

  private static List<WrittenFiles> write(
      JobOptions options, LakeTables lake, long toys, List<RowData> players) throws Exception {
    StreamExecutionEnvironment env = RebuildRun.environment(options);
    env.setParallelism(1);
    List<RowData> days =
        List.of(
            GenericRowData.of((int) DAY.toEpochDay(), toys),
            GenericRowData.of((int) DAY.toEpochDay() + 1, toys));
    Map<TableName, DataStream<RowData>> rows =
        Map.of(DAYS, stream(env, DAYS, days), PLAYERS, stream(env, PLAYERS, players));
    List<WrittenFiles> written = new ArrayList<>();
    try (CloseableIterator<WrittenFiles> results =
        LakeFiles.write(lake.lake(), rows, "marts-").executeAndCollect("toy-marts")) {
      results.forEachRemaining(written::add);
    }

    return written;
  }

  private static DataStream<RowData> stream(
      StreamExecutionEnvironment env, TableName table, List<RowData> rows) {
    return env.fromData(rows, InternalTypeInfo.of(MARTS.rowType(table))).setParallelism(1);
  }

  private static RowData insert(String child, long toys) {
    return GenericRowData.of(StringData.fromString(child), toys);
  }

  private static RowData delete(String child) {
    return GenericRowData.ofKind(RowKind.DELETE, StringData.fromString(child), null);
  }

  private static Long base(LakeTables lake, TableName table) {
    Table loaded = lake.load(table);
    return loaded.currentSnapshot() == null ? null : loaded.currentSnapshot().snapshotId();
  }

  private static List<String> rows(LakeTables lake, TableName table) {
    return LakeReader.rows(lake.load(table)).stream()
        .map(row -> List.copyOf(row.values()).toString())
        .sorted()
        .toList();
  }
}
