package io.eventlake.job;

/** What becomes of a job that was started. */
public enum JobKind {
  /** It reads a source, is restored from savepoints, and may be deployed on the service. */
  STREAMING("streaming"),
  /** It reads tables, publishes what it made of them, and ends. */
  BATCH("batch");

  private final String word;

  JobKind(String word) {
    this.word = word;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return word;
  }
}
