package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.lake.status.DamageGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
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

/** Writes the rows of some files of a table into new ones; for several threads. */
final class FileRewrite {

  private final Table table;
  private final DamageGuard guard;
  private final RowType rowType;

  /**
   * @param guard looks at files before they are read
   */
  FileRewrite(Table table, DamageGuard guard) {
    this.table = table;
    this.guard = guard;
    this.rowType = FlinkSchemaUtil.convert(table.schema());
  }

  /** Of the files whose rows are in memory at once. */
  long bytesHeld(List<FileScanTask> files) {
    return table.sortOrder().isSorted() ? files.stream().mapToLong(FileScanTask::length).sum() : 0;
  }

  /**
   * Writes new files; nothing is committed.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when a file is damaged
   * @throws UncheckedIOException when files cannot be read or written
   */
  DataFile[] run(List<FileScanTask> files) {
    guard.require(table, files);
    try (DataIterator<RowData> rows =
        new DataIterator<>(
            new RowDataFileScanTaskReader(
                table.schema(),
                table.schema(),
                table.properties().get(TableProperties.DEFAULT_NAME_MAPPING),
                true,
                List.of()),
            new BaseCombinedScanTask(files),
            table.io(),
            table.encryption())) {
      DataFile[] written =
          RowFiles.write(table, table.sortOrder().isSorted() ? sorted(rows) : rows);
      verifyRecords(files, written);
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException("The files of " + table.name() + " cannot be rewritten", e);
    }
  }

  private Iterator<RowData> sorted(Iterator<RowData> rows) {
    // The reader fills one row again and again.
    RowDataSerializer serializer = new RowDataSerializer(rowType);
    List<RowData> all = new ArrayList<>();
    while (rows.hasNext()) {
      all.add(serializer.toBinaryRow(rows.next()).copy());
    }

    Comparator<StructLike> order =
        SortOrderComparators.forSchema(table.schema(), table.sortOrder());
    RowDataWrapper left = new RowDataWrapper(rowType, table.schema().asStruct());
    RowDataWrapper right = new RowDataWrapper(rowType, table.schema().asStruct());
    all.sort((one, other) -> order.compare(left.wrap(one), right.wrap(other)));
    return all.iterator();
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
