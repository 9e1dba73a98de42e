package io.eventlake.connector.iceberg.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * The line of snapshots that leads to one snapshot of a table, newest first, and which of them a
 * job committed. Those of others, such as compactions, are on the line too. The oldest may have
 * expired.
 */
public final class JobHistory {

  private final String job;
  private final List<Snapshot> line;

  private JobHistory(String job, List<Snapshot> line) {
    this.job = job;
    this.line = line;
  }

  /** The line to the table's current snapshot; empty when there is none. */
  public static JobHistory of(Table table, String job) {
    Snapshot current = table.currentSnapshot();
    return current == null ? new JobHistory(job, List.of()) : of(table, job, current.snapshotId());
  }

  /** The line to that snapshot. */
  public static JobHistory of(Table table, String job, long snapshotId) {
    List<Snapshot> line = new ArrayList<>();
    SnapshotUtil.ancestorsOf(snapshotId, table::snapshot).forEach(line::add);
    return new JobHistory(job, line);
  }

  /** The job's newest commit on the line to the current snapshot, or null. */
  static Snapshot newest(TableMetadata metadata, String job) {
    if (metadata == null || metadata.currentSnapshot() == null) {
      return null;
    }

    long current = metadata.currentSnapshot().snapshotId();
    Function<Long, Snapshot> lookup = metadata::snapshot;
    return newest(SnapshotUtil.ancestorsOf(current, lookup), job);
  }

  /** All snapshots of the line. */
  public List<Snapshot> snapshots() {
    return line;
  }

  /** Those among them that the job committed. */
  public List<Snapshot> commits() {
    List<Snapshot> commits = new ArrayList<>(line);
    commits.removeIf(snapshot -> !isOf(job, snapshot));
    return commits;
  }

  /** The first of {@link #commits()}, or null. */
  public Snapshot newest() {
    return newest(line, job);
  }

  private static Snapshot newest(Iterable<Snapshot> line, String job) {
    for (Snapshot snapshot : line) {
      if (isOf(job, snapshot)) {
        return snapshot;
      }
    }

    return null;
  }

  /** False when the oldest snapshots of the line have expired. */
  public boolean isComplete() {
    return line.isEmpty() || line.get(line.size() - 1).parentId() == null;
  }

  /** Whether the snapshot is a commit of that job. */
  public static boolean isOf(String job, Snapshot snapshot) {
    return snapshot.summary() != null
        && snapshot.summary().containsKey(CommitSummary.COMMIT_ID)
        && job.equals(snapshot.summary().get(CommitSummary.JOB));
  }

  /** The job that committed the snapshot, or null when none did. */
  public static String job(Snapshot snapshot) {
    return snapshot.summary() == null ? null : snapshot.summary().get(CommitSummary.JOB);
  }

  /** The id under which a job committed the snapshot, or null when none did. */
  public static String commitId(Snapshot snapshot) {
    return snapshot.summary() == null ? null : snapshot.summary().get(CommitSummary.COMMIT_ID);
  }

  /** The checkpoint whose rows the snapshot added; only of a job's commit. */
  public static long checkpointId(Snapshot snapshot) {
    return Long.parseLong(snapshot.summary().get(CommitSummary.CHECKPOINT_ID));
  }
}
