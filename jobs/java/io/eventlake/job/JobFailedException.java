package io.eventlake.job;

/**
 * A job could not start or ended with an error; the message is that of our innermost own exception
 * among the causes, else of the first cause.
 */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Messages of our own exceptions are sentences, those below them are their details. */
  private static final String OUR_OWN = "io.eventlake.";

  private JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What another process told. */
  static JobFailedException told(String message) {
    return new JobFailedException(message, null);
  }

  static JobFailedException of(String job, Throwable error) {
    Throwable told = error;
    boolean ours = false;
    for (Throwable each = error; each != null; each = each.getCause()) {
      boolean isOurs = each.getClass().getName().startsWith(OUR_OWN);
      if (isOurs || !ours) {
        told = each;
        ours = isOurs;
      }

      // Its cause is the name of the class once more.
      if (each instanceof NoClassDefFoundError) {
        break;
      }
    }

    return new JobFailedException("The job " + job + " failed: " + reason(told), error);
  }

  /** An error of Java has no sentence, but the name of a class or nothing. */
  private static String reason(Throwable told) {
    if (told.getMessage() == null) {
      return told.getClass().getSimpleName();
    }

    return told instanceof Error
        ? told.getClass().getSimpleName() + ": " + told.getMessage()
        : told.getMessage();
  }
}
