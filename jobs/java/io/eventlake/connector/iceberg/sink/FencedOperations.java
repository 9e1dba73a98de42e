package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.CheckedOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Table operations that refuse to commit onto a table which already holds the commit, or whose
 * newest commit of the job is another than the run knows. So of two committers with the same files,
 * a task and its zombie say, one alone gets through, and of two runs of a job the one that commits
 * first.
 */
final class FencedOperations extends CheckedOperations {

  /** How far the clocks of two machines may differ, milliseconds. */
  private static final long CLOCK_TOLERANCE_MILLIS = 3_600_000L;

  /** The table already holds the commit. */
  static final class AlreadyCommittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AlreadyCommittedException(String commitId) {
      super("commit " + commitId + " is in the table");
    }
  }

  /**
   * @param name the table, for messages
   * @param head id of the job's newest commit in the table, or null when it holds none
   */
  FencedOperations(
      TableOperations table, String name, String job, String head, PendingCommit commit) {
    super(table, base -> check(base, name, job, head, commit));
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

  private static void check(
      TableMetadata base, String name, String job, String head, PendingCommit commit) {
    if (holds(base, commit)) {
      throw new AlreadyCommittedException(commit.commitId);
    }

    Snapshot newest = JobHistory.newest(base, job);
    // None at all may also mean that it has expired below snapshots of others.
    if (newest != null && !JobHistory.commitId(newest).equals(head)) {
      throw head == null || isBehind(base, newest, head)
          ? MovedOnException.byAnotherRun(name, job, newest)
          : MovedOnException.backBehind(name);
    }

    if (base != null && base.currentSnapshot() == null && head != null) {
      throw MovedOnException.backBehind(name);
    }
  }

  /** Whether what this run knows is on the way to the newest commit. */
  private static boolean isBehind(TableMetadata base, Snapshot newest, String head) {
    for (Snapshot older : SnapshotUtil.ancestorsOf(newest.snapshotId(), base::snapshot)) {
      if (head.equals(JobHistory.commitId(older))) {
        return true;
      }
    }

    return false;
  }
}
