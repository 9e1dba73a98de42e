package io.eventlake.connector.iceberg.sink;

/** Rows handed to a writer and records of the table do not agree; the job must not go on. */
final class LostRowsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LostRowsException(String table, long checkpointId, long handedOver, long found) {
    super(
        "table "
            + table
            + ", checkpoint "
            + checkpointId
            + ": "
            + handedOver
            + " rows were handed over, "
            + found
            + " records were found. Stop the job and audit the lake");
  }
}
