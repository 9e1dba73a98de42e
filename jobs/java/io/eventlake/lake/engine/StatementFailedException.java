package io.eventlake.lake.engine;

/** A statement that is right and failed on a value that it met, such as a division by zero. */
public final class StatementFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StatementFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
