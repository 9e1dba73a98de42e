package io.eventlake.connector.iceberg.sink;

import org.apache.iceberg.Snapshot;

/** The newest commit of the job in a table is not the one that this run knows of. */
final class MovedOnException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param newest the job's newest commit in the table, or null when there is none any more
   */
  MovedOnException(String table, String job, Snapshot newest) {
    super(
        newest == null
            ? "table " + table + " was moved back behind this run's commits"
            : "another run of "
                + job
                + ", "
                + newest.summary().get(CommitSummary.RUN_ID)
                + ", commits to table "
                + table
                + ", or it was moved back: its newest commit is that of checkpoint "
                + newest.summary().get(CommitSummary.CHECKPOINT_ID));
  }
}
