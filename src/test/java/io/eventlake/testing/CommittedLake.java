package io.eventlake.testing;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** A lake with the commits of a job, whose data files have a name and no bytes. */
public final class CommittedLake implements AutoCloseable {

  public static final String JOB = "clickstream";

  /** The table that a job commits last. */
  public static final TableName LEDGER = TableName.RECORD_COUNTS;

  public final LakeTables lake;

  public CommittedLake(Path warehouse) {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
  }

  /** A row in each of the tables, and the ledger last. */
  public void checkpoint(String run, long id, TableName... tables) {
    for (TableName table : tables) {
      commit(table, run, id);
    }

    commit(LEDGER, run, id);
  }

  /** A commit of one row. */
  public void commit(TableName name, String run, long checkpointId) {
    AppendFiles append = lake.load(name).newAppend();
    append.appendFile(file(name, run + checkpointId));
    append.set(CommitSummary.JOB, JOB);
    append.set(CommitSummary.RUN_ID, run);
    append.set(CommitSummary.CHECKPOINT_ID, Long.toString(checkpointId));
    append.set(CommitSummary.COMMIT_ID, run + "-" + checkpointId);
    append.commit();
  }

  /** A file of one row that no table has yet. */
  public DataFile file(TableName name, String file) {
    Table table = lake.load(name);
    DataFiles.Builder builder =
        DataFiles.builder(table.spec())
            .withPath(table.location() + "/" + file + ".parquet")
            .withFileSizeInBytes(1)
            .withRecordCount(1);
    if (table.spec().isPartitioned()) {
      builder.withPartitionPath(table.spec().fields().get(0).name() + "=2026-01-01");
    }

    return builder.build();
  }

  /** The checkpoints that a table shows, newest first. */
  public List<String> checkpoints(TableName name) {
    List<String> checkpoints = new ArrayList<>();
    SnapshotUtil.currentAncestors(lake.load(name))
        .forEach(snapshot -> checkpoints.add(snapshot.summary().get(CommitSummary.CHECKPOINT_ID)));
    return checkpoints;
  }

  /** The newest snapshot of each table; null where there is none. */
  public Map<TableName, Snapshot> heads() {
    Map<TableName, Snapshot> heads = new LinkedHashMap<>();
    Lakes.tables().readable().forEach(name -> heads.put(name, lake.load(name).currentSnapshot()));
    return heads;
  }

  /** When the ledger was committed to last. */
  public Instant time() {
    return Instant.ofEpochMilli(lake.load(LEDGER).currentSnapshot().timestampMillis());
  }

  @Override
  public void close() {
    lake.close();
  }
}
