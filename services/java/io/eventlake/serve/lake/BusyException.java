package io.eventlake.serve.lake;

/** So many statements run that this one had no turn in time. */
public final class BusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BusyException() {
    super("The lake answers as many questions as it can: ask again later.");
  }
}
