package io.eventlake.family.xp;

/** A file is not what it should be; the message says in a sentence what, and what to do. */
public final class XpInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public XpInputException(String message) {
    super(message);
  }

  public XpInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
