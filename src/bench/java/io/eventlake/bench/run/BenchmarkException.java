package io.eventlake.bench.run;

/** A benchmark that cannot go on; the message says why. */
public final class BenchmarkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public BenchmarkException(String message) {
    super(message);
  }
}
