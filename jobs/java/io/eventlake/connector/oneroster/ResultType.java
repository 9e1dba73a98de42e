package io.eventlake.connector.oneroster;

/** What a gradebook has results of. */
public enum ResultType {
  ASSESSMENT_RESULTS("assessmentResults"),
  RESULTS("results");

  /** As in addresses and documents. */
  final String word;

  ResultType(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
