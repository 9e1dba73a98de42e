package io.eventlake.lake.publish;

import io.eventlake.connector.iceberg.CheckedOperations;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
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
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;

/** What a publication does to one table: staged as a snapshot on a branch, then published once. */
final class StagedTable {

  /** The publication of a rebuild, in a snapshot's summary, since 0.1.0. */
  private static final String REBUILD = "eventlake.rebuild";

  private final TableName name;
  private final Table table;
  private final String branch;

  /**
   * Loads the table as it is now.
   *
   * @param branch the publication's name
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
   * Puts a change on the branch.
   *
   * @return the staged snapshot's id
   */
  long stage(TableChange change, MadeOf sources) {
    branch(change);
    return commit(change, sources);
  }

  /** That of a table without a snapshot is made with its first one. */
  void branch(TableChange change) {
    if (change.base() != null) {
      table.manageSnapshots().createBranch(branch, change.base()).commit();
    }
  }

  long commit(TableChange change, MadeOf sources) {
    SnapshotUpdate<?> update = update(table, change.removed(), change.added(), change.deletes());
    update.toBranch(branch);
    sources.summary().forEach(update::set);
    update.commit();
    table.refresh();
    return staged().snapshotId();
  }

  boolean isPublished() {
    return isPublished(((HasTableOperations) table).operations().current());
  }

  /** Before anything is published, since a part of it is of no use. */
  void verify() {
    if (staged().addedDeleteFiles(table.io()).iterator().hasNext()) {
      requireNothingAdded();
    }

    Set<String> gone = new HashSet<>();
    staged().removedDataFiles(table.io()).forEach(file -> gone.add(file.location()));
    if (gone.isEmpty()) {
      return;
    }

    try (CloseableIterable<FileScanTask> live = table.newScan().planFiles()) {
      live.forEach(task -> gone.remove(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be planned", e);
    }

    if (!gone.isEmpty()) {
      throw refused(gone.size() + " of the files to replace are no longer there");
    }
  }

  /** A key of an upsert that somebody wrote since would be there twice. */
  private void requireNothingAdded() {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return;
    }

    for (Snapshot snapshot :
        SnapshotUtil.ancestorsBetween(current.snapshotId(), staged().parentId(), table::snapshot)) {
      if (!snapshot.operation().equals(DataOperations.REPLACE)) {
        throw refused("rows have come that may have the same keys");
      }
    }
  }

  /** Publishes, unless the table has it already. */
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
  static PublishException nothingStaged(String branch) {
    return new PublishException(
        "Nothing is staged on the branch "
            + branch
            + " any more: another run has taken it away. Run it again");
  }

  /** The branch's change as one of the table; rows that came since the base stay. */
  private SnapshotUpdate<?> replacement() {
    Snapshot staged = staged();
    List<DataFile> removed = new ArrayList<>();
    staged.removedDataFiles(table.io()).forEach(removed::add);
    List<DataFile> added = new ArrayList<>();
    staged.addedDataFiles(table.io()).forEach(added::add);
    List<DeleteFile> deletes = new ArrayList<>();
    staged.addedDeleteFiles(table.io()).forEach(deletes::add);
    SnapshotUpdate<?> update = update(fenced(), removed, added, deletes);
    validate(update, staged.parentId());
    MadeOf.of(staged.summary()).summary().forEach(update::set);
    // Tells expiry that the table took the staged snapshot's files over.
    update.set(SnapshotSummary.SOURCE_SNAPSHOT_ID_PROP, Long.toString(staged.snapshotId()));
    return update;
  }

  /** A key that somebody else wrote since would be there twice, and a row that went come back. */
  private static void validate(SnapshotUpdate<?> update, Long base) {
    if (update instanceof RowDelta) {
      RowDelta upsert = ((RowDelta) update).validateNoConflictingDataFiles();
      if (base != null) {
        upsert.validateFromSnapshot(base);
      }
    } else {
      OverwriteFiles overwrite = ((OverwriteFiles) update).validateNoConflictingDeletes();
      if (base != null) {
        overwrite.validateFromSnapshot(base);
      }
    }
  }

  /**
   * Looks for the branch and the publication once more in the metadata that the commit replaces.
   */
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
      if (branch.equals(snapshot.summary().get(key()))) {
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

  private SnapshotUpdate<?> update(
      Table to, List<DataFile> removed, List<DataFile> added, List<DeleteFile> deletes) {
    if (deletes.isEmpty()) {
      OverwriteFiles overwrite = to.newOverwrite();
      removed.forEach(overwrite::deleteFile);
      added.forEach(overwrite::addFile);
      return overwrite.set(key(), branch);
    }

    RowDelta upsert = to.newRowDelta();
    added.forEach(upsert::addRows);
    deletes.forEach(upsert::addDeletes);
    return upsert.set(key(), branch);
  }

  private String key() {
    return branch.startsWith("rebuild-") ? REBUILD : CommitSummary.PUBLICATION;
  }

  private PublishException refused(String why) {
    return new PublishException(
        name
            + " has changed in what "
            + branch
            + " replaces while it ran: "
            + why
            + ". Run it again, and not beside a compaction of these days");
  }

  /** By somebody else, since this one looked. */
  private static final class AlreadyPublishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
