package io.eventlake.connector.iceberg.sink;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Table operations that refuse to commit onto a table which already holds the commit, or whose
 * newest commit of the job is another than the run knows. The check is on the very metadata that
 * the catalog compares and swaps, so of two committers with the same files, a task and its zombie
 * say, one alone gets through, and of two runs of a job the one that commits first.
 */
final class FencedOperations implements TableOperations {

  /** How far the clocks of two machines may differ, milliseconds. */
  private static final long CLOCK_TOLERANCE_MILLIS = 3_600_000L;

  /** The table already holds the commit. */
  static final class AlreadyCommittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyCommittedException(String commitId) {
      super("commit " + commitId + " is in the table");
    }
  }

  private final TableOperations table;
  private final String name;
  private final String job;
  private final String head;
  private final PendingCommit commit;

  /**
   * @param name the table, for messages
   * @param head id of the job's newest commit in the table, or null when it holds none
   */
  FencedOperations(
      TableOperations table, String name, String job, String head, PendingCommit commit) {
    this.table = table;
    this.name = name;
    this.job = job;
    this.head = head;
    this.commit = commit;
  }

  /** Whether the ancestry of the table's current snapshot holds the commit. */
  static boolean holds(TableMetadata metadata, PendingCommit commit) {
    if (metadata == null || metadata.currentSnapshot() == null) {
      return false;
    }

    long oldest = commit.createdMillis - CLOCK_TOLERANCE_MILLIS;
    long current = metadata.currentSnapshot().snapshotId();
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current, metadata::snapshot)) {
      if (snapshot.timestampMillis() < oldest) {
        return false;
      }

      if (commit.commitId.equals(snapshot.summary().get(CommitSummary.COMMIT_ID))) {
        return true;
      }
    }

    return false;
  }

  @Override
  public TableMetadata current() {
    return table.current();
  }

  @Override
  public TableMetadata refresh() {
    return table.refresh();
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    if (holds(base, commit)) {
      throw new AlreadyCommittedException(commit.commitId);
    }

    Snapshot newest = JobHistory.newest(base, job);
    // None at all may also mean that it has expired below snapshots of others.
    if (newest != null && !JobHistory.commitId(newest).equals(head)) {
      throw new MovedOnException(name, job, newest);
    }

    if (base != null && base.currentSnapshot() == null && head != null) {
      throw new MovedOnException(name, job, null);
    }

    table.commit(base, metadata);
  }

  @Override
  public FileIO io() {
    return table.io();
  }

  @Override
  public EncryptionManager encryption() {
    return table.encryption();
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return table.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return table.locationProvider();
  }

  @Override
  public TableOperations temp(TableMetadata uncommittedMetadata) {
    return table.temp(uncommittedMetadata);
  }

  @Override
  public long newSnapshotId() {
    return table.newSnapshotId();
  }

  @Override
  public boolean requireStrictCleanup() {
    return table.requireStrictCleanup();
  }
}
