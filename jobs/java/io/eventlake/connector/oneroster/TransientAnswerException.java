package io.eventlake.connector.oneroster;

import java.time.Duration;

/** An answer that may be another one later. */
final class TransientAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What the server asked for; zero where it did not. */
  final Duration wait;

  final boolean isThrottling;

  TransientAnswerException(String message, Throwable cause, Duration wait, boolean isThrottling) {
    super(message, cause);
    this.wait = wait;
    this.isThrottling = isThrottling;
  }
}
