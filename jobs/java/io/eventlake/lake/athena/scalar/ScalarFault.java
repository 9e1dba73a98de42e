package io.eventlake.lake.athena.scalar;

/** A value that a function cannot take; the message is a sentence without a full stop. */
final class ScalarFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ScalarFault(String message) {
    super(message, null, false, false);
  }

  /** DuckDB says of a fault what this says: no name of a class belongs there. */
  @Override
  public String toString() {
    return getMessage();
  }
}
