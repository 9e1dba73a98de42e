package io.eventlake.lake.maintain;

/** Files cannot be told to be orphans; nothing was removed. */
public final class OrphanException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OrphanException(String message) {
    super(message);
  }
}
