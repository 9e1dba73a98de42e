package io.eventlake.connector.iceberg.sink;

/** A checkpoint does not fit the tables; trying again does not help. */
public final class RestoreRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RestoreRefusedException(String message) {
    super(message);
  }
}
