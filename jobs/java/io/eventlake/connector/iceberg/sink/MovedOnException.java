package io.eventlake.connector.iceberg.sink;

import org.apache.iceberg.Snapshot;

/** The newest commit of the job in a table is not the one that this run knows of. */
final class MovedOnException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private MovedOnException(String message) {
    super(message);
  }

  /** On top of what this run knows another run of the job has committed. */
  static MovedOnException byAnotherRun(String table, String job, Snapshot newest) {
    return new MovedOnException(
        "Another run of "
            + job
            + " writes these tables: it last committed "
            + LastCommit.of(newest)
            + ", to "
            + table
            + ". This run has stopped and commits no more; let only one of them run");
  }

  /** What this run has committed is in the table's line no more. */
  static MovedOnException backBehind(String table) {
    return new MovedOnException(
        table
            + " was moved back behind this run's commits. This run has stopped and commits no more;"
            + " start it from the savepoint or checkpoint that the tables were moved back to");
  }
}
