package io.eventlake.lake.rebuild;

import io.eventlake.connector.iceberg.CheckedOperations;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/** What a rebuild does to one table: staged as a snapshot on a branch, then published once. */
final class StagedTable {

  /** The rebuild, in a snapshot's summary. */
  static final String REBUILD = "eventlake.rebuild";

  private final TableName name;
  private final Table table;
  private final String branch;

  /**
   * Loads the table as it is now.
   *
   * @param branch the rebuild's name
   */
  StagedTable(LakeTables lake, TableName name, String branch) {
    this.name = name;
    this.table = lake.load(name);
    this.branch = branch;
  }

  boolean hasBranch() {
    return table.refs().containsKey(branch);
  }

  /**
   * Puts files in place of others, on the branch.
   *
   * @param base the snapshot that the branch begins with, or null where the table had none
   * @return the staged snapshot's id
   */
  long stage(Long base, List<DataFile> removed, List<DataFile> added) {
    if (base != null) {
      table.manageSnapshots().createBranch(branch, base).commit();
    }

    overwrite(table, removed, added).toBranch(branch).commit();
    table.refresh();
    return staged().snapshotId();
  }

  boolean isPublished() {
    return isPublished(((HasTableOperations) table).operations().current());
  }

  /** Before anything is published, since a part of a rebuild is of no use. */
  void verify() {
    Set<String> gone = new HashSet<>();
    staged().removedDataFiles(table.io()).forEach(file -> gone.add(file.location()));
    if (gone.isEmpty()) {
      return;
    }

    try (CloseableIterable<FileScanTask> live = table.newScan().planFiles()) {
      live.forEach(task -> gone.remove(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can not be planned", e);
    }

    if (!gone.isEmpty()) {
      throw refused(gone.size() + " of the files to replace are no longer there");
    }
  }

  /** Publishes, unless the table has the rebuild already. */
  void publish() {
    if (isPublished()) {
      return;
    }

    try {
      replacement().commit();
    } catch (AlreadyPublishedException e) {
      return;
    } catch (ValidationException e) {
      throw refused(e.getMessage());
    } catch (CommitStateUnknownException e) {
      table.refresh();
      if (!isPublished()) {
        throw e;
      }
    }
  }

  /** Forgets what is staged. */
  void drop() {
    table.manageSnapshots().removeBranch(branch).commit();
  }

  /** The summary of the staged snapshot. */
  Map<String, String> summary() {
    return staged().summary();
  }

  /** Another has taken the branch away. */
  static RebuildException nothingStaged(String branch) {
    return new RebuildException(
        "Nothing is staged on the branch "
            + branch
            + " any more: another rebuild has taken it away. Run it again");
  }

  /** The branch's change as one of the table; rows that came since the base stay. */
  private OverwriteFiles replacement() {
    Snapshot staged = staged();
    List<DataFile> removed = new ArrayList<>();
    staged.removedDataFiles(table.io()).forEach(removed::add);
    List<DataFile> added = new ArrayList<>();
    staged.addedDataFiles(table.io()).forEach(added::add);
    OverwriteFiles overwrite = overwrite(fenced(), removed, added).validateNoConflictingDeletes();
    if (staged.parentId() != null) {
      overwrite.validateFromSnapshot(staged.parentId());
    }

    // Tells expiry that the table took the staged snapshot's files over.
    return overwrite.set(
        SnapshotSummary.SOURCE_SNAPSHOT_ID_PROP, Long.toString(staged.snapshotId()));
  }

  /** Looks for the branch and the rebuild once more in the metadata that the commit replaces. */
  private Table fenced() {
    return new BaseTable(
        new CheckedOperations(
            ((HasTableOperations) table).operations(), this::requireStagedAndUnpublished),
        table.name());
  }

  private void requireStagedAndUnpublished(TableMetadata metadata) {
    if (isPublished(metadata)) {
      throw new AlreadyPublishedException();
    }

    if (!metadata.refs().containsKey(branch)) {
      throw nothingStaged(branch);
    }
  }

  private boolean isPublished(TableMetadata metadata) {
    if (metadata.currentSnapshot() == null) {
      return false;
    }

    for (Snapshot snapshot :
        SnapshotUtil.ancestorsOf(metadata.currentSnapshot().snapshotId(), metadata::snapshot)) {
      if (branch.equals(snapshot.summary().get(REBUILD))) {
        return true;
      }
    }

    return false;
  }

  private Snapshot staged() {
    SnapshotRef ref = table.refs().get(branch);
    if (ref == null) {
      throw nothingStaged(branch);
    }

    return table.snapshot(ref.snapshotId());
  }

  private OverwriteFiles overwrite(Table to, List<DataFile> removed, List<DataFile> added) {
    OverwriteFiles overwrite = to.newOverwrite();
    removed.forEach(overwrite::deleteFile);
    added.forEach(overwrite::addFile);
    return overwrite.set(REBUILD, branch);
  }

  private RebuildException refused(String why) {
    return new RebuildException(
        name
            + " has changed in the days of the rebuild while it ran: "
            + why
            + ". Run it again, and not beside a compaction of these days");
  }

  /** By somebody else, since this one looked. */
  private static final class AlreadyPublishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
