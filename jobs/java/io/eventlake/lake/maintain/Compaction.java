package io.eventlake.lake.maintain;

import io.eventlake.lake.status.DamageGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.BinPacking;
import org.apache.iceberg.util.StructLikeWrapper;

/**
 * Makes large files of a partition's small ones, without the rows that delete files take away, in
 * the order that the table's definition asks for. Rows stay the same; a job may go on writing.
 *
 * <p>Files are made on all cores, as long as there is memory: a sorted table's rows are sorted in
 * it, as many as make one file.
 */
final class Compaction {

  /** A file of that share of the wanted size is left alone. */
  private static final double LARGE_ENOUGH = 0.75;

  private static final int OPEN_BINS = 1;

  /** What part of the memory rows may take, and how much larger they are there than in files. */
  private static final long HELD_SHARE = 2 * 12;

  private final Table table;
  private final DamageGuard guard;
  private final Expression filter;
  private final long targetBytes;
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
  }

  /**
   * Rewrites what there is to rewrite, each file in a commit of its own, so that what is done stays
   * done when another fails.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when a file is damaged
   * @throws UncheckedIOException when files cannot be read or written
   */
  void run() {
    Snapshot start = table.currentSnapshot();
    if (start == null) {
      return;
    }

    FileRewrite rewrite = new FileRewrite(table, guard);
    BoundedTasks.of(Runtime.getRuntime().availableProcessors(), room())
        .run(
            plan(start),
            rewrite::bytesHeld,
            rewrite::run,
            (files, written) -> commit(start, files, written));
  }

  /**
   * Of files whose rows are held at once, as they are stored: in memory they take a dozen times
   * that.
   */
  private static long room() {
    return Runtime.getRuntime().maxMemory() / HELD_SHARE;
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
