package io.eventlake.job;

/**
 * A job could not start or ended with an error; the message is the first cause's, in a sentence.
 */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  static JobFailedException of(String job, Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }

    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new JobFailedException("The job " + job + " failed: " + reason, error);
  }
}
