package io.eventlake.serve.http;

/** A request that is answered with a status and a sentence. */
public final class AnsweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  public AnsweredException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Of HTTP. */
  public int status() {
    return status;
  }
}
