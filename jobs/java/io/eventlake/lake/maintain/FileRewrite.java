package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.lake.maintain.MergedRows.DisorderedException;
import io.eventlake.lake.status.DamageGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.BaseCombinedScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SortOrderComparators;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.flink.source.DataIterator;
import org.apache.iceberg.flink.source.RowDataFileScanTaskReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the rows of some files of a table into new ones; for several threads. */
final class FileRewrite {

  private static final Logger LOG = LoggerFactory.getLogger(FileRewrite.class);

  private final Table table;
  private final DamageGuard guard;
  private final RowType rowType;

  /** Whether the table's order has keys. */
  private final boolean keyed;

  /**
   * @param guard looks at files before they are read
   */
  FileRewrite(Table table, DamageGuard guard) {
    this.table = table;
    this.guard = guard;
    this.rowType = FlinkSchemaUtil.convert(table.schema());
    this.keyed = SortKeys.knows(table.schema(), table.sortOrder(), rowType);
  }

  /** Of the files whose rows are in memory at once. */
  long bytesHeld(List<FileScanTask> files) {
    return table.sortOrder().isSorted()
        ? files.stream().filter(file -> !isInOrder(file)).mapToLong(FileScanTask::length).sum()
        : 0;
  }

  /**
   * Writes new files; nothing is committed.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when a file is damaged
   * @throws UncheckedIOException when files cannot be read or written
   */
  DataFile[] run(List<FileScanTask> files) {
    guard.require(table, files);
    try {
      DataFile[] written = write(files);
      verifyRecords(files, written);
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException("The files of " + table.name() + " cannot be rewritten", e);
    }
  }

  private DataFile[] write(List<FileScanTask> files) throws IOException {
    if (!table.sortOrder().isSorted()) {
      try (DataIterator<RowData> rows = rows(files)) {
        return RowFiles.write(table, rows);
      }
    }

    if (!keyed) {
      try (DataIterator<RowData> rows = rows(files)) {
        return RowFiles.writeSorted(table, compared(rows));
      }
    }

    List<FileScanTask> inOrder =
        files.stream().filter(this::isInOrder).collect(Collectors.toList());
    try {
      return writeSorted(files, inOrder);
    } catch (DisorderedException e) {
      LOG.warn(
          "{}: rows are not in the order that one of these files says: {}",
          table.name(),
          inOrder.stream().map(file -> file.file().location()).collect(Collectors.toList()));
      return writeSorted(files, List.of());
    }
  }

  /**
   * @param inOrder files of these whose rows are in the table's order, and are not all held
   */
  private DataFile[] writeSorted(List<FileScanTask> files, List<FileScanTask> inOrder)
      throws IOException {
    List<FileScanTask> others = new ArrayList<>(files);
    others.removeAll(inOrder);
    try (RowRuns runs = new RowRuns(table, rowType)) {
      if (!others.isEmpty()) {
        try (DataIterator<RowData> rows = rows(others)) {
          runs.addSorted(rows);
        }
      }

      for (FileScanTask file : inOrder) {
        runs.add(rows(List.of(file)));
      }

      return RowFiles.writeSorted(table, runs.merged());
    }
  }

  /** By Iceberg's own comparison, in an order that has no keys. */
  private Iterator<RowData> compared(Iterator<RowData> rows) {
    RowDataSerializer copies = new RowDataSerializer(rowType);
    List<RowData> all = new ArrayList<>();
    // The reader fills one row again and again.
    rows.forEachRemaining(row -> all.add(copies.toBinaryRow(row).copy()));
    Comparator<StructLike> order =
        SortOrderComparators.forSchema(table.schema(), table.sortOrder());
    RowDataWrapper left = new RowDataWrapper(rowType, table.schema().asStruct());
    RowDataWrapper right = new RowDataWrapper(rowType, table.schema().asStruct());
    all.sort((one, other) -> order.compare(left.wrap(one), right.wrap(other)));
    return all.iterator();
  }

  /** True for a file whose rows were written in the order that the table has now. */
  private boolean isInOrder(FileScanTask file) {
    Integer order = file.file().sortOrderId();
    return keyed && order != null && order == table.sortOrder().orderId();
  }

  private DataIterator<RowData> rows(List<FileScanTask> files) {
    return new DataIterator<>(
        new RowDataFileScanTaskReader(
            table.schema(),
            table.schema(),
            table.properties().get(TableProperties.DEFAULT_NAME_MAPPING),
            true,
            List.of()),
        new BaseCombinedScanTask(files),
        table.io(),
        table.encryption());
  }

  /** Rows may only go by deletes. */
  private void verifyRecords(List<FileScanTask> files, DataFile[] written) {
    long had = files.stream().mapToLong(file -> file.file().recordCount()).sum();
    long has = Arrays.stream(written).mapToLong(DataFile::recordCount).sum();
    boolean deletes = files.stream().anyMatch(file -> !file.deletes().isEmpty());
    if (has > had || has < had && !deletes) {
      throw new IllegalStateException(
          table.name() + ": of " + had + " rows " + has + " were written; nothing was committed");
    }
  }
}
