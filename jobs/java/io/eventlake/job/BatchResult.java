package io.eventlake.job;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a batch job has done, for programs. */
public final class BatchResult {

  private final String verdict;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  private BatchResult(String verdict) {
    this.verdict = verdict;
  }

  /** Its tables have what it made. */
  public static BatchResult published() {
    return new BatchResult("PUBLISHED");
  }

  /** It has told what there is to do, and changed nothing. */
  public static BatchResult planned() {
    return new BatchResult("PLANNED");
  }

  /** It has done what is no publication. */
  public static BatchResult done() {
    return new BatchResult("DONE");
  }

  public BatchResult with(String name, Object fact) {
    facts.put(name, fact);
    return this;
  }

  public String verdict() {
    return verdict;
  }

  /** In the order in which they were given. */
  public Map<String, Object> facts() {
    return facts;
  }
}
