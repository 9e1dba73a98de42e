package io.eventlake.lake.engine;

import io.eventlake.lake.athena.RowCondition;
import io.eventlake.lake.athena.RowCondition.Extreme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.IncrementalAppendScan;
import org.apache.iceberg.Scan;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/** The files of one snapshot of a table as Iceberg plans them, with the deletes that meet them. */
final class FilePlan {

  /** A file with deletes, or a file of deletes by value. */
  static final class PlannedFile {

    final String location;

    /** The data sequence number: a delete meets the files of smaller ones. */
    final long sequence;

    /** Which partition, by its number in this plan; null for deletes that meet all. */
    final Integer partition;

    private PlannedFile(String location, long sequence, Integer partition) {
      this.location = location;
      this.sequence = sequence;
      this.partition = partition;
    }
  }

  private final List<String> whole = new ArrayList<>();
  private final List<PlannedFile> touched = new ArrayList<>();
  private final Map<Set<Integer>, Map<String, PlannedFile>> byValue = new LinkedHashMap<>();
  private final Set<String> byPosition = new TreeSet<>();
  private final Map<List<Object>, Integer> partitions = new HashMap<>();
  private final Map<String, Long> lengths = new LinkedHashMap<>();

  private FilePlan() {}

  /** A plan of no files. */
  static FilePlan empty() {
    return new FilePlan();
  }

  /**
   * Plans a snapshot.
   *
   * @param seen files that can hold no row of it are left out
   * @param asked which of its rows must be in the files
   * @throws UnsupportedTableException when a file is of a kind that DuckDB does not read
   */
  static FilePlan of(Table table, long snapshot, Expression seen, RowCondition asked) {
    TableScan scan = table.newScan().useSnapshot(snapshot);
    Expression filter =
        Expressions.and(seen, asked.fold(new FileFilter(table.schema(), scan.schema())));
    FilePlan plan = new FilePlan();
    if (filter.op() == Expression.Operation.TRUE || !hasDeletes(table.snapshot(snapshot))) {
      forEach(table, scan.filter(filter), task -> plan.add(table, task));
      return plan;
    }

    // With the files Iceberg would leave out deletes whose other columns, which say nothing, do not
    // match: whether a file is read is one question, which deletes meet it another.
    Set<String> files = new HashSet<>();
    forEach(table, scan.filter(filter), task -> files.add(task.file().location()));
    forEach(
        table,
        scan,
        task -> {
          if (files.contains(task.file().location())) {
            plan.add(table, task);
          }
        });
    return plan;
  }

  /**
   * Plans a snapshot of which every row is seen.
   *
   * @param asked which of its rows must be in the files
   * @throws UnsupportedTableException when a file is of a kind that DuckDB does not read
   */
  static FilePlan of(Table table, long snapshot, RowCondition asked) {
    TableScan scan = table.newScan().useSnapshot(snapshot);
    for (Map.Entry<String, Extreme> extreme : asked.extremes().entrySet()) {
      NestedField column = table.schema().asStruct().field(extreme.getKey());
      NestedField then = scan.schema().asStruct().field(extreme.getKey());
      if (column != null
          && then != null
          && then.fieldId() == column.fieldId()
          && ExtremeFiles.isKnownOf(column)) {
        List<FileScanTask> files = new ArrayList<>();
        forEach(table, scan.includeColumnStats(Set.of(column.name())), files::add);
        FilePlan plan = new FilePlan();
        new ExtremeFiles(column, extreme.getValue(), files)
            .among(files)
            .forEach(task -> plan.add(table, task));
        return plan;
      }
    }

    return of(table, snapshot, Expressions.alwaysTrue(), asked);
  }

  /**
   * Plans what was appended between two snapshots, as it was then: without what was deleted since,
   * and without what came by anything else than an append.
   *
   * @param since not included; null for all from the first on
   * @param until the same, or an heir of it
   * @param seen files that can hold no row of it are left out
   * @param asked which of its rows must be in the files
   * @throws UnsupportedTableException when a file is of a kind that DuckDB does not read
   */
  static FilePlan appended(
      Table table, Long since, long until, Expression seen, RowCondition asked) {
    if (since != null && since == until) {
      return empty();
    }

    IncrementalAppendScan scan = table.newIncrementalAppendScan().toSnapshot(until);
    if (since != null) {
      scan = scan.fromSnapshotExclusive(since);
    }

    Expression filter =
        Expressions.and(seen, asked.fold(new FileFilter(table.schema(), scan.schema())));
    FilePlan plan = new FilePlan();
    forEach(table, scan.filter(filter), task -> plan.add(table, task));
    return plan;
  }

  private static boolean hasDeletes(Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary() == null ? Map.of() : snapshot.summary();
    return !"0".equals(summary.get(SnapshotSummary.TOTAL_DELETE_FILES_PROP));
  }

  private static void forEach(
      Table table, Scan<?, FileScanTask, ?> scan, Consumer<FileScanTask> each) {
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      tasks.forEach(each);
    } catch (IOException e) {
      throw new UncheckedIOException("The plan of " + table.name() + " cannot be closed", e);
    }
  }

  /** Files of which every row counts. */
  List<String> whole() {
    return whole;
  }

  /** Files of which some rows may be deleted. */
  List<PlannedFile> touched() {
    return touched;
  }

  /** Calls with the field ids of each kind of deletes by value, and their files. */
  void byValue(BiConsumer<Set<Integer>, List<PlannedFile>> kinds) {
    byValue.forEach((ids, files) -> kinds.accept(ids, List.copyOf(files.values())));
  }

  /** Files of deletes by file and position. */
  Set<String> byPosition() {
    return byPosition;
  }

  /** All files with their lengths in bytes. */
  Map<String, Long> lengths() {
    return lengths;
  }

  boolean isEmpty() {
    return lengths.isEmpty();
  }

  private void add(Table table, FileScanTask task) {
    DataFile file = task.file();
    require(file, file.format() == FileFormat.PARQUET, "files of the format " + file.format());
    if (task.deletes().isEmpty()) {
      whole.add(file.location());
      return;
    }

    int partition =
        partitions.computeIfAbsent(
            List.of(file.specId(), file.partition().toString()), key -> partitions.size());
    touched.add(new PlannedFile(file.location(), file.dataSequenceNumber(), partition));
    task.deletes().forEach(delete -> add(table, delete, partition));
  }

  private void add(Table table, DeleteFile delete, int partition) {
    require(delete, delete.format() == FileFormat.PARQUET, "deletion vectors");
    if (delete.content() == FileContent.POSITION_DELETES) {
      byPosition.add(delete.location());
      return;
    }

    boolean ofAll = table.specs().get(delete.specId()).isUnpartitioned();
    byValue
        .computeIfAbsent(new TreeSet<>(delete.equalityFieldIds()), ids -> new LinkedHashMap<>())
        .putIfAbsent(
            delete.location(),
            new PlannedFile(
                delete.location(), delete.dataSequenceNumber(), ofAll ? null : partition));
  }

  private void require(ContentFile<?> file, boolean readable, String what) {
    if (!readable) {
      throw new UnsupportedTableException("has " + what);
    }

    if (file.keyMetadata() != null) {
      throw new UnsupportedTableException("has encrypted files");
    }

    lengths.put(file.location(), file.fileSizeInBytes());
  }
}
