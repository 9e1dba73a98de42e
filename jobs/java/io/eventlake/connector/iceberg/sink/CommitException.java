package io.eventlake.connector.iceberg.sink;

/** One or more tables did not take a checkpoint; the causes are attached. */
final class CommitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommitException(String message) {
    super(message);
  }

  /** That another run commits to a table, or it was moved back; null when neither is so. */
  MovedOnException movedOn() {
    for (Throwable cause : getSuppressed()) {
      if (cause instanceof MovedOnException) {
        return (MovedOnException) cause;
      }
    }

    return null;
  }

  /**
   * True when trying again could do harm: rows are missing, others commit, or the lake was moved.
   */
  boolean isFatal() {
    for (Throwable cause : getSuppressed()) {
      if (cause instanceof LostRowsException
          || cause instanceof MovedOnException
          || cause instanceof RestoreRefusedException) {
        return true;
      }
    }

    return false;
  }
}
