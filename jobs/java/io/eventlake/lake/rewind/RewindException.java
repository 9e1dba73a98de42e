package io.eventlake.lake.rewind;

/** The tables cannot be moved to the state that was asked for. */
public final class RewindException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RewindException(String message) {
    super(message);
  }
}
