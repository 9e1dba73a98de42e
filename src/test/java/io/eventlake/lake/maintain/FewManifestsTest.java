package io.eventlake.lake.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.CheckedOperations;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import io.eventlake.testing.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests get few, deletes that nothing meets go, rows and what deletes are for stay. */
class FewManifestsTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-01");
  private static final LocalDate END = LocalDate.parse("2026-02-01");
  private static final long TARGET_BYTES = 64L << 20;
  private static final int DAYS = 8;

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
  void manyManifestsBecomeOneWithTheSameFiles() throws Exception {
    appendDays(DAYS);
    List<Map<String, Object>> rows = LakeReader.rows(table());
    Map<String, Long> files = filesWithSequence();
    Maintenance maintenance = maintenance();
    assertThat(maintenance.manifests()).isEqualTo(DAYS);
    assertThat(maintenance.plan(END, Instant.EPOCH).manifests).isEqualTo(DAYS);
    assertThat(table().snapshots()).as("a plan changes nothing").hasSize(DAYS);

    assertThat(maintenance.rewriteManifests()).isEqualTo(DAYS);

    assertThat(maintenance.manifests()).isEqualTo(1);
    assertThat(filesWithSequence()).isEqualTo(files);
    Rows.of(LakeReader.rows(table())).assertSame(rows);
    assertThat(table().currentSnapshot().operation()).isEqualTo(DataOperations.REPLACE);
    assertThat(table().currentSnapshot().summary())
        .containsEntry(SnapshotSummary.TOTAL_RECORDS_PROP, String.valueOf(DAYS))
        .containsEntry(SnapshotSummary.TOTAL_DATA_FILES_PROP, String.valueOf(DAYS));
    assertThat(maintenance.rewriteManifests()).as("nothing is left to do").isZero();
  }

  @Test
  void fewOfThemAreNotWorthACommit() {
    appendDays(ManifestRewrite.WORTH);

    assertThat(maintenance().rewriteManifests()).isZero();
    assertThat(table().snapshots()).hasSize(ManifestRewrite.WORTH);

    session(DAY.plusDays(ManifestRewrite.WORTH), "one more");
    assertThat(maintenance().rewriteManifests()).isEqualTo(ManifestRewrite.WORTH + 1);
  }

  /** So a query of one day opens one of them. */
  @Test
  void whereOneWouldBeTooLargeEachHasARangeOfDays() {
    appendDays(20);
    long bytes = 0;
    for (ManifestFile manifest : table().currentSnapshot().allManifests(table().io())) {
      bytes += manifest.length();
    }

    table()
        .updateProperties()
        .set(TableProperties.MANIFEST_TARGET_SIZE_BYTES, String.valueOf(bytes / 3))
        .commit();

    assertThat(maintenance().rewriteManifests()).isEqualTo(20);

    TreeMap<Integer, Integer> ranges = new TreeMap<>();
    for (ManifestFile manifest : table().currentSnapshot().allManifests(table().io())) {
      ManifestFile.PartitionFieldSummary days = manifest.partitions().get(0);
      ranges.put(
          Conversions.fromByteBuffer(Types.DateType.get(), days.lowerBound()),
          Conversions.fromByteBuffer(Types.DateType.get(), days.upperBound()));
    }

    assertThat(ranges).hasSizeBetween(3, 4);
    List<Integer> ends = new ArrayList<>(ranges.values());
    List<Integer> starts = new ArrayList<>(ranges.keySet());
    for (int i = 1; i < starts.size(); i++) {
      assertThat(starts.get(i)).isGreaterThan(ends.get(i - 1));
    }
  }

  @Test
  void deletesGoWhenNoFileMeetsThemAndNotBefore() throws Exception {
    appendDays(DAYS);
    for (int day = 0; day < DAYS; day++) {
      LakeWriter.delete(table(), key(DAY.plusDays(day), "a"));
      session(DAY.plusDays(day), "a");
    }

    List<Map<String, Object>> rows = LakeReader.rows(table());
    assertThat(rows).hasSize(DAYS);
    Maintenance maintenance = maintenance();
    assertThat(maintenance.dropDeletes()).as("each takes a row away").isZero();
    assertThat(maintenance.plan(DAY.plusDays(DAYS - 1), Instant.EPOCH).deletes).isEqualTo(DAYS - 1);

    maintenance.compact(DAY.plusDays(DAYS - 1));
    assertThat(maintenance.dropDeletes()).isEqualTo(DAYS - 1);
    maintenance.rewriteManifests();

    Rows.of(LakeReader.rows(table())).assertSame(rows);
    assertThat(maintenance.manifests())
        .as("one of data, one of the last day's delete")
        .isEqualTo(2);
    assertThat(deletesMet()).isEqualTo(1);

    session(END, "later");
    maintenance.expire(Instant.now().plusSeconds(1));
    assertThat(parquetFiles()).as("files go with their snapshots").isEqualTo(maintenance().files());
  }

  @Test
  void anotherCommitBetweenTheLookAndTheSwapIsKept() {
    appendDays(DAYS);
    List<String> come = new ArrayList<>(List.of("late"));
    Table watched =
        watched(
            base -> {
              if (!come.isEmpty()) {
                session(END, come.remove(0));
              }
            });

    assertThat(new ManifestRewrite(watched).run()).isEqualTo(DAYS);

    assertThat(come).isEmpty();
    assertThat(LakeReader.rows(table()))
        .hasSize(DAYS + 1)
        .anyMatch(row -> "late".equals(row.get("session_id")));
    assertThat(maintenance().manifests()).isLessThanOrEqualTo(2);
  }

  @Test
  void whereOthersCommitAllTheWhileTheTableStaysAsItIs() {
    appendDays(DAYS);
    table().updateProperties().set(TableProperties.COMMIT_NUM_RETRIES, "1").commit();
    Table watched =
        watched(
            base -> {
              throw new CommitFailedException("another was first");
            });

    assertThat(new ManifestRewrite(watched).run()).isZero();

    assertThat(maintenance().manifests()).isEqualTo(DAYS);
    assertThat(LakeReader.rows(table())).hasSize(DAYS);
  }

  private Table watched(Consumer<TableMetadata> look) {
    return new BaseTable(
        new CheckedOperations(((HasTableOperations) table()).operations(), look), "sessions");
  }

  private void appendDays(int days) {
    for (int day = 0; day < days; day++) {
      session(DAY.plusDays(day), "a");
    }
  }

  private void session(LocalDate day, String id) {
    LakeWriter.append(table(), List.of(key(day, id)));
  }

  private static Map<String, Object> key(LocalDate day, String id) {
    return Map.of("session_id", id, "event_dt", day);
  }

  private Map<String, Long> filesWithSequence() throws Exception {
    Map<String, Long> files = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks = table().newScan().planFiles()) {
      tasks.forEach(task -> files.put(task.file().location(), task.file().dataSequenceNumber()));
    }

    return files;
  }

  private int deletesMet() throws Exception {
    int met = 0;
    try (CloseableIterable<FileScanTask> tasks = table().newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        met += task.deletes().size();
      }
    }

    return met;
  }

  private long parquetFiles() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of(table().location(), "data"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).count();
    }
  }

  private Maintenance maintenance() {
    return new Maintenance(lake, TableName.SESSIONS, TARGET_BYTES);
  }

  private Table table() {
    return lake.load(TableName.SESSIONS);
  }
}
