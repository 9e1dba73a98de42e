package io.eventlake.lake.rewind;

import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The state of the lake to move back to: of each table the newest commit that belongs to it. */
interface RewindTarget {

  /** What it is, in words. */
  String description();

  /**
   * The snapshot of the table that belongs to this state of the lake; null when the job had
   * committed nothing to it then.
   *
   * @param history the line to the table's current snapshot
   * @throws RewindException when it cannot be told or is there no more
   */
  Snapshot find(TableName name, Table table, JobHistory history);
}
