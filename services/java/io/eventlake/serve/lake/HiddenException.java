package io.eventlake.serve.lake;

/** Somebody asked for what they may not see. */
public final class HiddenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HiddenException(String message) {
    super(message);
  }
}
