package io.eventlake.lake.rewind;

import io.eventlake.connector.iceberg.sink.CheckpointHeads;
import io.eventlake.connector.iceberg.sink.CheckpointHeads.Fit;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/**
 * The tables as a savepoint knows them, by the ids of commits. What an earlier rewind has left
 * behind is found, too.
 */
final class SavepointTarget implements RewindTarget {

  private final CheckpointHeads heads;
  private final String job;
  private final String path;

  SavepointTarget(CheckpointHeads heads, String job, String path) {
    this.heads = heads;
    this.job = job;
    this.path = path;
  }

  @Override
  public String description() {
    return "savepoint " + path + " (checkpoint " + heads.checkpointId() + ")";
  }

  @Override
  public Snapshot find(TableName name, Table table, JobHistory history) {
    String key = name.toString();
    Snapshot onTheLine = heads.newestKnown(key, history);
    if (onTheLine != null) {
      return onTheLine;
    }

    for (SnapshotRef ref : table.refs().values()) {
      Snapshot aside = heads.newestKnown(key, JobHistory.of(table, job, ref.snapshotId()));
      if (aside != null) {
        return aside;
      }
    }

    if (!heads.hasHead(key)) {
      return null;
    }

    throw new RewindException(
        heads.fit(key, history) == Fit.BEHIND
            ? "the commit that the savepoint found there was never made"
            : "the snapshot that the savepoint found there has expired");
  }
}
