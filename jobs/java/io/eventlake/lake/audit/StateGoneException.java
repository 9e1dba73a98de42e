package io.eventlake.lake.audit;

/** A line compares tables with a state of others that is no more; the message says what helps. */
final class StateGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StateGoneException(String message) {
    super(message);
  }
}
