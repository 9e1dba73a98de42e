package io.eventlake.collect.http;

/** A request that is answered with a status and a sentence. */
final class AnsweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int retryAfterSeconds;

  AnsweredException(int status, String message) {
    this(status, message, 0);
  }

  /**
   * @param retryAfterSeconds when it may be sent again; 0 for no such time
   */
  AnsweredException(int status, String message, int retryAfterSeconds) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  int status() {
    return status;
  }

  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
