package io.eventlake.lake.rewind;

import io.eventlake.config.ShellCommand;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.TableTags;
import io.eventlake.connector.iceberg.sink.CheckpointHeads;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/** Tags that keep the snapshots of a savepoint from expiring. */
public final class SavepointTags {

  /** Before the name of every savepoint's tag. */
  public static final String PREFIX = "savepoint-";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long LOOK_AGAIN_MILLIS = 250;

  private SavepointTags() {}

  /**
   * Tags the snapshots that belong to a savepoint, once its own rows are committed.
   *
   * @param job the job of the savepoint
   * @param path the savepoint
   * @param name the tag's name without its prefix
   * @throws RewindException when a table does not hold what the savepoint knows of it, or has such
   *     a tag elsewhere
   */
  public static void create(LakeTables lake, String job, String path, String name)
      throws IOException {
    CheckpointHeads heads = CheckpointHeads.ofSavepoint(path);
    awaitCommit(
        lake,
        job,
        heads,
        ShellCommand.of("savepoint", "--path", path, "--name", name, "--job", job)
            .with(lake.options().arguments()));
    Map<TableName, Table> tables = new HashMap<>();
    Map<TableName, Snapshot> snapshots = new HashMap<>();
    for (TableName table : lake.set().tables()) {
      tables.put(table, lake.load(table));
      snapshots.put(
          table,
          find(
              table,
              JobHistory.of(tables.get(table), job),
              tables.get(table).refs().get(PREFIX + name),
              heads));
    }

    snapshots.values().removeIf(snapshot -> snapshot == null);
    snapshots.forEach(
        (table, snapshot) ->
            TableTags.set(tables.get(table), PREFIX + name, snapshot.snapshotId()));
  }

  private static Snapshot find(
      TableName name, JobHistory history, SnapshotRef tag, CheckpointHeads heads) {
    Snapshot snapshot = heads.newestKnown(name.toString(), history);
    if (snapshot == null && heads.hasHead(name.toString())) {
      throw new RewindException(name + " does not hold what the savepoint found there");
    }

    if (tag != null && (snapshot == null || tag.snapshotId() != snapshot.snapshotId())) {
      throw new RewindException(name + " has a tag of that name at another snapshot");
    }

    return snapshot;
  }

  /** The ledger is committed last, and with every checkpoint that brought rows. */
  private static void awaitCommit(
      LakeTables lake, String job, CheckpointHeads heads, ShellCommand later) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!heads.isCommitted(JobLedger.of(lake, job).history)) {
      if (System.nanoTime() > deadline) {
        throw new RewindException(
            "The rows of the savepoint are not committed after "
                + PATIENCE.toMinutes()
                + " minutes; does the job run? Tag it later with: "
                + later);
      }

      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RewindException("interrupted");
      }
    }
  }
}
