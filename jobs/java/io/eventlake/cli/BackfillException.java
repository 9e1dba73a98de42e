package io.eventlake.cli;

import io.eventlake.config.ShellCommand;

/** A backfill that failed after it had moved the tables back; the message has the ways on. */
final class BackfillException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param place where the tables were moved to, in words
   * @param forward what takes them forward again, or null when they had not moved
   */
  BackfillException(
      RuntimeException cause, String place, ShellCommand again, ShellCommand forward) {
    super(
        cause.getMessage()
            + ". The tables stand at "
            + place
            + ", with what this backfill has committed since. To do it all once more:"
            + again.line()
            + (forward == null ? "" : "\nTo take the tables forward to where they were:")
            + (forward == null ? "" : forward.line()),
        cause);
  }
}
