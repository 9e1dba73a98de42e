package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.sink.RowFiles;
import io.eventlake.lake.status.DamageGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.BaseCombinedScanTask;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrderComparators;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.RowDataWrapper;
import org.apache.iceberg.flink.source.DataIterator;
import org.apache.iceberg.flink.source.RowDataFileScanTaskReader;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.BinPacking;
import org.apache.iceberg.util.StructLikeWrapper;

/**
 * Makes large files of a partition's small ones, without the rows that delete files take away, in
 * the order that the table's definition asks for. Rows stay the same; a job may go on writing.
 *
 * <p>A sorted table's rows are sorted in memory, as many as make one file.
 */
final class Compaction {

  /** A file of that share of the wanted size is left alone. */
  private static final double LARGE_ENOUGH = 0.75;

  private static final int OPEN_BINS = 1;

  private final Table table;
  private final DamageGuard guard;
  private final Expression filter;
  private final long targetBytes;
  private final RowType rowType;
  private int filesRead;

  /**
   * @param guard looks at files before they are read
   * @param filter which rows' partitions to look at
   * @param targetBytes size of the files to make
   */
  Compaction(Table table, DamageGuard guard, Expression filter, long targetBytes) {
    this.table = table;
    this.guard = guard;
    this.filter = filter;
    this.targetBytes = targetBytes;
    this.rowType = FlinkSchemaUtil.convert(table.schema());
  }

  /**
   * Rewrites what there is to rewrite, each file in a commit of its own, so that what is done stays
   * done when a later one fails.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when a file is damaged
   * @throws UncheckedIOException when files cannot be read or written
   */
  void run() {
    Snapshot start = table.currentSnapshot();
    if (start == null) {
      return;
    }

    for (List<FileScanTask> files : plan(start)) {
      rewrite(start, files);
    }
  }

  int filesRead() {
    return filesRead;
  }

  /** Locations of the files that {@link #run} would read now. */
  Set<String> planned() {
    Snapshot start = table.currentSnapshot();
    return start == null
        ? Set.of()
        : plan(start).stream()
            .flatMap(List::stream)
            .map(file -> file.file().location())
            .collect(Collectors.toSet());
  }

  private List<List<FileScanTask>> plan(Snapshot start) {
    Map<StructLikeWrapper, List<FileScanTask>> partitions = new LinkedHashMap<>();
    try (CloseableIterable<FileScanTask> files =
        table
            .newScan()
            .useSnapshot(start.snapshotId())
            .filter(filter)
            // Whole files are read, whichever of their rows the filter is for.
            .ignoreResiduals()
            .planFiles()) {
      for (FileScanTask file : files) {
        boolean small = file.file().fileSizeInBytes() < targetBytes * LARGE_ENOUGH;
        if (small || !file.deletes().isEmpty()) {
          StructLikeWrapper partition =
              StructLikeWrapper.forType(file.spec().partitionType()).set(file.partition());
          partitions.computeIfAbsent(partition, any -> new ArrayList<>()).add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The files of " + table.name() + " cannot be listed", e);
    }

    List<List<FileScanTask>> result = new ArrayList<>();
    BinPacking.ListPacker<FileScanTask> packer =
        new BinPacking.ListPacker<>(targetBytes, OPEN_BINS, false);
    for (List<FileScanTask> partition : partitions.values()) {
      for (List<FileScanTask> bin : packer.pack(partition, FileScanTask::length)) {
        if (bin.size() > 1 || !bin.get(0).deletes().isEmpty()) {
          result.add(bin);
        }
      }
    }

    return result;
  }

  private void rewrite(Snapshot start, List<FileScanTask> files) {
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
      commit(start, files, written);
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

  /** With the sequence number of the start, so that deletes which came since then still hold. */
  private void commit(Snapshot start, List<FileScanTask> files, DataFile[] written) {
    RewriteFiles rewrite =
        table
            .newRewrite()
            .validateFromSnapshot(start.snapshotId())
            .dataSequenceNumber(start.sequenceNumber());
    for (FileScanTask file : files) {
      rewrite.deleteFile(file.file());
    }

    for (DataFile file : written) {
      rewrite.addFile(file);
    }

    rewrite.commit();
    filesRead += files.size();
  }
}
