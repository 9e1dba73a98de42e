package io.eventlake.bench.measure;

import io.eventlake.job.LocalMetrics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Metric;

/** Checkpoints and commits of the embedded Flink, read from its metrics every so often. */
final class FlinkLog {

  private final Shown checkpoint = new Shown("lastCompletedCheckpointId");
  private final Shown checkpointMillis = new Shown("lastCheckpointDuration");
  private final Shown checkpointBytes = new Shown("lastCheckpointFullSize");
  private final Shown completed = new Shown("numberOfCompletedCheckpoints");
  private final Shown failed = new Shown("numberOfFailedCheckpoints");
  private final Shown commits = new Shown("lakeCommits");
  private final Shown commitMillis = new Shown("lakeCommitMillis");

  private final List<Long> checkpointDurations = new ArrayList<>();
  private final List<Long> commitDurations = new ArrayList<>();
  private long lastCheckpoint;
  private long lastCommit;
  private long largestState;
  private long eventsInLargestState;

  void sample() {
    // Only so that their last value is known when the job has ended.
    completed.read();
    failed.read();
    long id = checkpoint.read();
    if (id > lastCheckpoint) {
      lastCheckpoint = id;
      checkpointDurations.add(checkpointMillis.read());
      noteState(checkpointBytes.read());
    }

    long commit = commits.read();
    if (commit > lastCommit) {
      lastCommit = commit;
      commitDurations.add(commitMillis.read());
    }
  }

  FlinkFigures figures() {
    return new FlinkFigures(
        Durations.of(completed.read(), checkpointDurations),
        failed.read(),
        largestState,
        eventsInLargestState,
        Durations.of(commits.read(), commitDurations));
  }

  private void noteState(long bytes) {
    if (bytes > largestState) {
      largestState = bytes;
      eventsInLargestState = LocalMetrics.sum("numRecordsIn", ".Sessionize.");
    }
  }

  /** A metric; the one that was there last still tells its value when the job has ended. */
  private static final class Shown {
    private final String name;
    private Metric last;

    private Shown(String name) {
      this.name = name;
    }

    private long read() {
      List<Metric> found = LocalMetrics.find(name, "");
      if (!found.isEmpty()) {
        last = found.get(0);
      }

      return last == null ? 0 : LocalMetrics.value(last);
    }
  }
}
