package io.eventlake.lake.rebuild;

/** A rebuild cannot be done; the message says why, and what to do. */
public final class RebuildException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public RebuildException(String message) {
    super(message);
  }
}
