package io.eventlake.lake.rewind;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * The table that shows which checkpoints of a job are in all its tables: its set's ledger, which is
 * committed last.
 */
final class JobLedger {

  final TableName name;
  final Table table;
  final JobHistory history;

  private JobLedger(TableName name, Table table, String job) {
    this.name = name;
    this.table = table;
    this.history = JobHistory.of(table, job);
  }

  static JobLedger of(LakeTables lake, String job) {
    TableName ledger = lake.set().ledger();
    return new JobLedger(ledger, lake.load(ledger), job);
  }

  /** The newest checkpoint that a table has and the ledger has not, as after a crash; else 0. */
  long ahead(LakeTables lake, String job) {
    Set<String> shown = new HashSet<>();
    history.commits().forEach(commit -> shown.add(JobHistory.commitId(commit)));
    Snapshot last = history.newest();
    long ahead = 0;
    for (TableName each : lake.set().tables()) {
      Snapshot newest = JobHistory.of(lake.load(each), job).newest();
      if (newest != null
          && !shown.contains(JobHistory.commitId(newest))
          && (last == null || newest.timestampMillis() >= last.timestampMillis())) {
        ahead = Math.max(ahead, JobHistory.checkpointId(newest));
      }
    }

    return ahead;
  }

  /** Whether the job wrote to the table now or, before an earlier rewind, once. */
  static boolean isWrittenBy(String job, Table table) {
    return JobHistory.of(table, job).newest() != null
        || table.refs().values().stream()
            .anyMatch(ref -> JobHistory.of(table, job, ref.snapshotId()).newest() != null);
  }
}
