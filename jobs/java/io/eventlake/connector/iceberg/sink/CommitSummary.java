package io.eventlake.connector.iceberg.sink;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each commit says in its snapshot's summary. */
public final class CommitSummary {

  /** The job, by its name in the configuration; the same for all its runs. */
  public static final String JOB = "eventlake.job";

  /** The run: the Flink job that wrote the rows. */
  public static final String RUN_ID = "eventlake.run-id";

  /** The checkpoint whose rows these are. */
  public static final String CHECKPOINT_ID = "eventlake.checkpoint-id";

  /** Unique for each checkpoint of each run; a commit is never done twice under one. */
  public static final String COMMIT_ID = "eventlake.commit-id";

  /** Event-time watermark of the checkpoint, ISO 8601, UTC, or END; absent while there was none. */
  public static final String WATERMARK = "eventlake.watermark";

  /** The watermark at the end of the input: nothing is to come. */
  public static final String END = "end";

  /** The release of the job. */
  public static final String JOB_VERSION = "eventlake.job-version";

  /** The {@code session.gap} that the job ran with, ISO 8601; absent in jobs without sessions. */
  public static final String SESSION_GAP = "eventlake.session-gap";

  /** What a batch run published as one: its name, the same in each table's snapshot. */
  public static final String PUBLICATION = "eventlake.publication";

  private CommitSummary() {}

  static Map<String, String> of(PendingCommit commit, String job, Map<String, String> labels) {
    Map<String, String> summary = new LinkedHashMap<>(labels);
    summary.put(JOB, job);
    summary.put(RUN_ID, commit.runId);
    summary.put(CHECKPOINT_ID, Long.toString(commit.checkpointId));
    summary.put(COMMIT_ID, commit.commitId);
    if (commit.watermarkMillis != Long.MIN_VALUE) {
      summary.put(WATERMARK, watermark(commit.watermarkMillis));
    }

    return summary;
  }

  private static String watermark(long millis) {
    return millis == Long.MAX_VALUE ? END : Instant.ofEpochMilli(millis).toString();
  }
}
