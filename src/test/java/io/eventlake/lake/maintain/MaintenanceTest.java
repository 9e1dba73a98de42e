package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.io.LocalInputFile;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files get fewer and snapshots, too; rows and what a restore needs do not. */
class MaintenanceTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-31");
  private static final long TARGET_BYTES = 64L << 20;
  private static final TableName EVENTS = TableName.SILVER_EVENTS;

  @TempDir private Path warehouse;

  private LakeTables lake;

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void smallFilesOfADayBecomeOneInTheOrderOfTheTable() {
    for (String session : List.of("c", "a", "b")) {
      append(event(session, DAY, 2), event(session, DAY, 1));
    }

    List<Map<String, Object>> before = rows();

    Maintenance maintenance = new Maintenance(lake, EVENTS, TARGET_BYTES);
    assertThat(maintenance.files()).isEqualTo(3);
    assertThat(maintenance.compact(DAY.plusDays(1))).isEqualTo(3);

    assertThat(maintenance.files()).isEqualTo(1);
    Rows.of(rows()).assertSame(before);
    assertThat(rows())
        .extracting(row -> row.get("session_id") + " " + row.get("ts"))
        .isSorted()
        .hasSize(6);
    assertThat(table().currentSnapshot().operation()).isEqualTo(DataOperations.REPLACE);
    assertThat(maintenance.compact(DAY.plusDays(1))).as("nothing is left to do").isZero();
  }

  /** Rows that come later are put between those that are in order already. */
  @Test
  void filesInOrderSaySoAndAreMerged() {
    append(event("c", DAY, 2), event("a", DAY, 2));
    append(event("e", DAY, 1), event("a", DAY, 3));
    new Maintenance(lake, EVENTS, TARGET_BYTES).compact(DAY.plusDays(1));
    assertThat(orders()).containsExactly(table().sortOrder().orderId());

    append(event("f", DAY, 1), event("b", DAY, 1));
    append(event("d", DAY, 1), event("a", DAY, 1));
    List<Map<String, Object>> before = rows();
    new Maintenance(lake, EVENTS, TARGET_BYTES).compact(DAY.plusDays(1));

    assertThat(orders()).containsExactly(table().sortOrder().orderId());
    Rows.of(rows()).assertSame(before);
    assertThat(order()).containsExactly("a 1", "a 2", "a 3", "b 1", "c 2", "d 1", "e 1", "f 1");
  }

  @Test
  void aFileThatIsNotInTheOrderThatItSaysIsSortedAnew() throws Exception {
    append(event("c", DAY, 1), event("a", DAY, 1));
    DataFile file;
    try (var tasks = table().newScan().planFiles()) {
      file = tasks.iterator().next().file();
    }

    DataFile lying =
        DataFiles.builder(table().spec()).copy(file).withSortOrder(table().sortOrder()).build();
    table().newOverwrite().deleteFile(file).commit();
    table().newAppend().appendFile(lying).commit();
    append(event("b", DAY, 1));

    new Maintenance(lake, EVENTS, TARGET_BYTES).compact(DAY.plusDays(1));

    assertThat(order()).containsExactly("a 1", "b 1", "c 1");
    assertThat(Files.walk(warehouse).filter(path -> path.toString().endsWith(".parquet")))
        .as("none left of the first try")
        .hasSize(3);
  }

  /** Such as one that another engine has given the table. */
  @Test
  void anOrderWithoutKeysIsKept() {
    table().replaceSortOrder().asc(Expressions.bucket("session_id", 2)).asc("ts").commit();
    append(event("c", DAY, 2), event("a", DAY, 3));
    append(event("c", DAY, 1), event("a", DAY, 4));

    new Maintenance(lake, EVENTS, TARGET_BYTES).compact(DAY.plusDays(1));

    assertThat(order()).containsExactlyInAnyOrder("a 3", "a 4", "c 1", "c 2");
    assertThat(order()).containsSubsequence("c 1", "c 2").containsSubsequence("a 3", "a 4");
  }

  private List<String> order() {
    return rows().stream()
        .map(row -> row.get("session_id") + " " + ((LocalDateTime) row.get("ts")).getMinute())
        .collect(Collectors.toList());
  }

  private List<Integer> orders() {
    List<Integer> orders = new ArrayList<>();
    table().newScan().planFiles().forEach(task -> orders.add(task.file().sortOrderId()));
    return orders;
  }

  /**
   * So that a look-up of one id reads the files that have it. A column whose values repeat has a
   * dictionary, which tells as much.
   */
  @Test
  void compactedFilesTellWhichIdsTheyHave() throws Exception {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int minute = 0; minute < 50; minute++) {
      events.add(event("s" + minute, DAY, minute));
    }

    LakeWriter.append(table(), events);
    append(event("other", DAY, 1));
    assertThat(files()).allSatisfy(file -> assertThat(filters(file)).isEmpty());

    new Maintenance(lake, EVENTS, TARGET_BYTES).compact(DAY.plusDays(1));

    assertThat(files()).hasSize(1);
    Map<String, BloomFilter> filters = filters(files().get(0));
    assertThat(filters).containsOnlyKeys("event_id", "session_id");
    assertThat(events).allMatch(event -> mayHave(filters.get("event_id"), event.get("event_id")));
    assertThat(mayHave(filters.get("session_id"), "other")).isTrue();
    assertThat(mayHave(filters.get("session_id"), "none")).isFalse();
    assertThat(filters.get("event_id").getBitsetSize())
        .as("bytes, for few values")
        .isLessThan(9_000);
  }

  @Test
  void theDayThatIsBeingWrittenIsLeftAlone() {
    append(event("a", DAY, 1), event("a", DAY.plusDays(1), 1));
    append(event("b", DAY, 1), event("b", DAY.plusDays(1), 1));

    Maintenance maintenance = new Maintenance(lake, EVENTS, TARGET_BYTES);
    maintenance.compact(DAY.plusDays(1));

    assertThat(maintenance.files()).isEqualTo(3);
  }

  @Test
  void filesAreNotMadeLargerThanAsked() {
    for (int i = 0; i < 6; i++) {
      append(event("s" + i, DAY, 1));
    }

    long fileBytes = new Maintenance(lake, EVENTS, TARGET_BYTES).bytes() / 6;
    Maintenance maintenance = new Maintenance(lake, EVENTS, fileBytes * 2 + fileBytes / 2);
    maintenance.compact(DAY.plusDays(1));

    assertThat(maintenance.files()).isEqualTo(3);
  }

  @Test
  void aTableWithoutSnapshot() {
    Maintenance maintenance = new Maintenance(lake, EVENTS, TARGET_BYTES);

    assertThat(maintenance.compact(DAY)).isZero();
    assertThat(maintenance.expire(Instant.MAX.minusSeconds(1_000_000_000L))).isZero();
  }

  @Test
  void ofOldSnapshotsThoseStayThatARestoreNeeds() {
    commit("1");
    commit("2");
    Table table = table();
    long tagged = table.currentSnapshot().snapshotId();
    table.manageSnapshots().createTag("savepoint-x", tagged).commit();
    commit("3");
    commit("4");
    long newestOfJob = table().currentSnapshot().snapshotId();
    append(event("foreign", DAY, 1));
    append(event("foreign", DAY, 2));

    int expired = new Maintenance(lake, EVENTS, TARGET_BYTES).expire(later());

    assertThat(expired).isEqualTo(2);
    assertThat(table().snapshots())
        .extracting(Snapshot::snapshotId)
        .contains(tagged, newestOfJob)
        .hasSize(4);
    table()
        .snapshots()
        .forEach(
            snapshot ->
                snapshot
                    .addedDataFiles(table().io())
                    .forEach(file -> assertThat(Path.of(file.location())).exists()));
    assertThat(rows()).hasSize(6);
  }

  @Test
  void filesThatNoSnapshotNeedsGoWithIt() throws Exception {
    append(event("a", DAY, 1));
    append(event("b", DAY, 1));
    List<Path> small = files();
    Maintenance maintenance = new Maintenance(lake, EVENTS, TARGET_BYTES);
    maintenance.compact(DAY.plusDays(1));
    append(event("c", DAY, 1));

    // Iceberg deletes what a compaction replaced when the compaction's own snapshot goes.
    maintenance.expire(later());

    assertThat(small).hasSize(2).allMatch(Files::notExists);
    assertThat(rows()).hasSize(3);
  }

  private static boolean mayHave(BloomFilter filter, Object value) {
    return filter.findHash(filter.hash(Binary.fromString((String) value)));
  }

  /** By the columns that have one. */
  private static Map<String, BloomFilter> filters(Path file) {
    Map<String, BloomFilter> filters = new HashMap<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        BloomFilter filter = reader.readBloomFilter(column);
        if (filter != null) {
          filters.put(column.getPath().toDotString(), filter);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    return filters;
  }

  private static Instant later() {
    return Instant.now().plusSeconds(1);
  }

  private void commit(String checkpoint) {
    LakeWriter.append(
        table(),
        List.of(event("job", DAY, Integer.parseInt(checkpoint))),
        Map.of(
            CommitSummary.JOB, "clickstream",
            CommitSummary.CHECKPOINT_ID, checkpoint,
            CommitSummary.COMMIT_ID, checkpoint));
  }

  private void append(Map<String, Object> event) {
    LakeWriter.append(table(), List.of(event));
  }

  private void append(Map<String, Object> one, Map<String, Object> other) {
    LakeWriter.append(table(), List.of(one, other));
  }

  private static Map<String, Object> event(String session, LocalDate day, int minute) {
    Map<String, Object> event = new HashMap<>();
    event.put("event_id", session + "-" + minute);
    event.put("event_type", "page_view");
    event.put("session_id", session);
    event.put("ts", LocalDateTime.of(day, LocalTime.of(12, minute)));
    event.put("event_dt", day);
    return event;
  }

  private List<Path> files() throws Exception {
    List<Path> files = new ArrayList<>();
    try (var tasks = table().newScan().planFiles()) {
      tasks.forEach(task -> files.add(Path.of(task.file().location())));
    }

    return files;
  }

  private Table table() {
    return lake.load(EVENTS);
  }

  private List<Map<String, Object>> rows() {
    return LakeReader.rows(table());
  }
}
