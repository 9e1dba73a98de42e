package io.eventlake.lake.cut;

import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** One state of all tables that has a name, under which it stays readable. */
public final class PublishedCut {

  private final String name;
  private final Map<TableName, Long> snapshots;
  private final String checkpoint;
  private final Instant time;

  private PublishedCut(
      String name, Map<TableName, Long> snapshots, String checkpoint, Instant time) {
    this.name = name;
    this.snapshots = snapshots;
    this.checkpoint = checkpoint;
    this.time = time;
  }

  /**
   * @param snapshots of each table that the cut has
   * @param ledgerName the ledger; without a snapshot here the cut is not complete
   */
  static PublishedCut of(
      String name, Map<TableName, Long> snapshots, TableName ledgerName, Table ledger) {
    Long id = snapshots.get(ledgerName);
    Snapshot commit = id == null ? null : newestOfJob(ledger, id);
    return new PublishedCut(
        name,
        Map.copyOf(snapshots),
        commit == null ? null : commit.summary().get(CommitSummary.CHECKPOINT_ID),
        id == null ? null : Instant.ofEpochMilli(ledger.snapshot(id).timestampMillis()));
  }

  public String name() {
    return name;
  }

  /** The snapshot of each table; those that had none are left out. */
  public Map<TableName, Long> snapshots() {
    return snapshots;
  }

  /** Id of the newest checkpoint that is in it, or null where no snapshot tells any more. */
  public String checkpoint() {
    return checkpoint;
  }

  /** When the counts of that state were committed, or null while it is not complete. */
  public Instant time() {
    return time;
  }

  /** False for one whose publication or removal was interrupted. */
  public boolean isComplete() {
    return time != null;
  }

  private static Snapshot newestOfJob(Table ledger, long from) {
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(from, ledger::snapshot)) {
      if (snapshot.summary().containsKey(CommitSummary.RUN_ID)) {
        return snapshot;
      }
    }

    return null;
  }
}
