package io.eventlake.connector.iceberg.sink;

import java.io.Serializable;
import java.time.Instant;
import java.util.TreeMap;

/** How a job commits: what its commits say of it, and what it takes for a reason to stop. */
public final class CommitOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  final int maxFailures;

  /** By key of the snapshot's summary. */
  final TreeMap<String, String> labels;

  private final long againAsOfMillis;

  private CommitOptions(int maxFailures, TreeMap<String, String> labels, long againAsOfMillis) {
    this.maxFailures = maxFailures;
    this.labels = labels;
    this.againAsOfMillis = againAsOfMillis;
  }

  /**
   * Of a release.
   *
   * @param jobVersion the release, for the snapshot summaries
   * @param maxFailures checkpoints in a row that a table may refuse before the job stops
   */
  public static CommitOptions of(String jobVersion, int maxFailures) {
    return new CommitOptions(maxFailures, new TreeMap<>(), Long.MIN_VALUE)
        .label(CommitSummary.JOB_VERSION, jobVersion);
  }

  /** With a label more in the summary of each commit. */
  public CommitOptions label(String key, String value) {
    TreeMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new CommitOptions(maxFailures, more, againAsOfMillis);
  }

  /**
   * With a start without state that is meant to read again what was committed until then.
   *
   * @param time null when no such start is meant
   */
  public CommitOptions againAsOf(Instant time) {
    return new CommitOptions(
        maxFailures, labels, time == null ? Long.MIN_VALUE : time.toEpochMilli());
  }

  /** Whether a run without state may begin on tables with a commit of that time. */
  boolean allowsAgain(Instant commit) {
    return commit.toEpochMilli() <= againAsOfMillis;
  }
}
