package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of more days than may have open files at once: no row is lost, none is there twice. */
class ManyPartitionsTest {

  private static final int MOST_OPEN = 3;
  private static final int DAYS = 10;
  private static final int FIRST_DAY = 18_000;

  @TempDir private Path warehouse;

  private LakeTables lake;
  private Table table;

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
    table = lake.load(TableName.SESSIONS);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void appendedRowsCloseTheFilesThatHadNoneForLongest() throws Exception {
    WriteResult written = write(List.of(), twiceEachDay());

    assertThat(written.dataFiles()).hasSize(2 * DAYS);
    assertThat(written.deleteFiles()).isEmpty();
    commit(written);
    assertThat(sessions()).containsExactlyInAnyOrderElementsOf(expected());
  }

  @Test
  void rowsOfOneDayStayInOneFileBesideManyOthers() throws Exception {
    List<RowData> rows = new ArrayList<>();
    for (int day = 1; day < DAYS; day++) {
      rows.add(session(RowKind.INSERT, "busy-" + day, 1, 0));
      rows.add(session(RowKind.INSERT, "quiet-" + day, 1, day));
    }

    assertThat(write(List.of(), rows).dataFiles()).hasSize(DAYS);
  }

  @Test
  void aRowIsCorrectedThoughItsFileIsClosedByThen() throws Exception {
    List<RowData> rows = new ArrayList<>(twiceEachDay());
    for (int day = 0; day < DAYS; day++) {
      rows.add(session(RowKind.DELETE, "first-" + day, 1, day));
      rows.add(session(RowKind.INSERT, "first-" + day, 2, day));
    }

    commit(write(keyColumns(), rows));

    assertThat(sessions())
        .containsExactlyInAnyOrderElementsOf(
            expected().stream().map(row -> row.replaceFirst("(first.*) 1", "$1 2")).toList());
  }

  @Test
  void aRowOfAnEarlierCheckpointIsCorrectedByItsKey() throws Exception {
    commit(write(keyColumns(), twiceEachDay()));
    List<RowData> rows = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      rows.add(session(RowKind.DELETE, "second-" + day, 1, day));
    }

    for (int day = 0; day < DAYS; day++) {
      rows.add(session(RowKind.INSERT, "second-" + day, 2, day));
    }

    commit(write(keyColumns(), rows));

    assertThat(sessions())
        .containsExactlyInAnyOrderElementsOf(
            expected().stream().map(row -> row.replaceFirst("(second.*) 1", "$1 2")).toList());
  }

  @Test
  void whatIsGivenUpLeavesNoFile() throws Exception {
    try (RowWriters writers = writers(keyColumns())) {
      PartitionedRows rows = (PartitionedRows) writers.create();
      for (RowData row : twiceEachDay()) {
        rows.write(row);
      }

      rows.write(session(RowKind.DELETE, "first-0", 1, 0));
      rows.write(session(RowKind.DELETE, "unknown", 1, 0));
      rows.abort();
    }

    try (Stream<Path> files = Files.walk(warehouse)) {
      assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
    }
  }

  private WriteResult write(List<String> keyColumns, List<RowData> changes) throws Exception {
    try (RowWriters writers = writers(keyColumns)) {
      PartitionedRows rows = (PartitionedRows) writers.create();
      for (RowData change : changes) {
        rows.write(change);
        assertThat(rows.opened()).isLessThanOrEqualTo(MOST_OPEN);
      }

      return rows.complete();
    }
  }

  private RowWriters writers(List<String> keyColumns) {
    List<String> columns = table.schema().columns().stream().map(Types.NestedField::name).toList();
    return new RowWriters(table, columns, keyColumns, Set.of(), 0, 0, MOST_OPEN);
  }

  private void commit(WriteResult written) {
    RowDelta delta = table.newRowDelta();
    Stream.of(written.dataFiles()).forEach(delta::addRows);
    Stream.of(written.deleteFiles()).forEach(delta::addDeletes);
    delta.commit();
  }

  private static List<String> keyColumns() {
    return List.copyOf(Lakes.tables().definition(TableName.SESSIONS).keyColumns());
  }

  private static List<RowData> twiceEachDay() {
    List<RowData> rows = new ArrayList<>();
    for (String round : List.of("first-", "second-")) {
      for (int day = 0; day < DAYS; day++) {
        rows.add(session(RowKind.INSERT, round + day, 1, day));
      }
    }

    return rows;
  }

  private static RowData session(RowKind kind, String id, int revision, int day) {
    return SinkHarness.session(kind, id, revision, FIRST_DAY + day);
  }

  private static List<String> expected() {
    return Stream.of("first-", "second-")
        .flatMap(round -> Stream.iterate(0, day -> day + 1).limit(DAYS).map(day -> round + day))
        .map(id -> id + " 1")
        .toList();
  }

  private List<String> sessions() {
    return LakeReader.rows(lake.load(TableName.SESSIONS)).stream()
        .map(row -> row.get("session_id") + " " + row.get("revision"))
        .toList();
  }
}
