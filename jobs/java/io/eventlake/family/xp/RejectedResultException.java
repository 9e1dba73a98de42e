package io.eventlake.family.xp;

/** A result that cannot be counted: a letter tells why. */
public final class RejectedResultException extends Exception {

  private static final long serialVersionUID = 1L;

  public final String reason;

  /** JSON pointer within the result. */
  public final String pointer;

  RejectedResultException(String reason, String pointer, String message) {
    super(message);
    this.reason = reason;
    this.pointer = pointer;
  }
}
