package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The newest commit that any run of a job has made to any of its tables. */
public final class LastCommit {

  private final Snapshot snapshot;

  private LastCommit(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Looks at every table that exists; empty when the job has committed to none. */
  public static Optional<LastCommit> of(LakeTables lake, String job) {
    List<Table> tables = new ArrayList<>();
    // The ledger first: of commits at one time it is the last.
    TableName ledger = lake.set().ledger();
    tables.add(lake.exists(ledger) ? lake.load(ledger) : null);
    for (TableName name : lake.set().tables()) {
      if (!name.equals(ledger) && lake.exists(name)) {
        tables.add(lake.load(name));
      }
    }

    tables.remove(null);
    return of(tables, job);
  }

  static Optional<LastCommit> of(Iterable<Table> tables, String job) {
    Snapshot newest = null;
    for (Table table : tables) {
      Snapshot of = JobHistory.of(table, job).newest();
      if (of != null && (newest == null || of.timestampMillis() > newest.timestampMillis())) {
        newest = of;
      }
    }

    return Optional.ofNullable(newest).map(LastCommit::new);
  }

  static LastCommit of(Snapshot snapshot) {
    return new LastCommit(snapshot);
  }

  public Instant time() {
    return Instant.ofEpochMilli(snapshot.timestampMillis());
  }

  /** The commit's own id, the same in all tables that have the checkpoint. */
  public String id() {
    return JobHistory.commitId(snapshot);
  }

  /** The run that made it; two starts have one where the cluster gives jobs a fixed id. */
  public String run() {
    return snapshot.summary().get(CommitSummary.RUN_ID);
  }

  /** True when it has the end of the input: nothing was to come. */
  public boolean endsInput() {
    return CommitSummary.END.equals(snapshot.summary().get(CommitSummary.WATERMARK));
  }

  /** Which it is, in words. */
  @Override
  public String toString() {
    return "checkpoint " + JobHistory.checkpointId(snapshot) + " of run " + run() + " at " + time();
  }
}
