package io.eventlake.collect.intake;

/** A request that no event can be taken from; the message is a sentence for its sender. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of HTTP, 4xx
   */
  public RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
