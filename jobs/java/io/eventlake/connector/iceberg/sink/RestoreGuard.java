package io.eventlake.connector.iceberg.sink;

import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.sink.CheckpointHeads.Fit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Keeps a job from going on from a checkpoint that does not fit its tables. Going on from an older
 * one would commit the rows that came after it once more, in other commits that nobody could tell
 * from new ones; and from a newer one than the tables are at, it would leave rows out.
 */
final class RestoreGuard {

  private final String job;
  private final LakeOptions lake;

  RestoreGuard(String job, LakeOptions lake) {
    this.job = job;
    this.lake = lake;
  }

  /**
   * Looks at every table before anything is committed.
   *
   * @throws RestoreRefusedException naming the tables that do not fit, and what to do
   */
  void check(CheckpointHeads restored, Map<String, Table> tables) {
    List<String> problems = new ArrayList<>();
    boolean ahead = false;
    for (Map.Entry<String, Table> entry : new TreeMap<>(tables).entrySet()) {
      JobHistory history = JobHistory.of(entry.getValue(), job);
      Fit fit = restored.fit(entry.getKey(), history);
      ahead |= fit == Fit.AHEAD;
      if (fit != Fit.FITS) {
        problems.add(entry.getKey() + " " + explain(fit, restored, history, entry.getKey()));
      }
    }

    if (!problems.isEmpty()) {
      throw new RestoreRefusedException(
          "The tables do not fit checkpoint "
              + restored.checkpointId()
              + ", from which this job was to go on: "
              + String.join("; ", problems)
              + ". Nothing was committed. "
              + (ahead
                  ? "Move the tables back to it, then start the job again: eventlake rewind"
                      + " --to-checkpoint "
                      + restored.checkpointId()
                      + " --job "
                      + job
                      + " "
                      + lake.arguments()
                      + " --run"
                  : "Start it from a newer savepoint, or see docs/operations.md, 'Back to an older savepoint'"));
    }
  }

  private static String explain(
      Fit fit, CheckpointHeads restored, JobHistory history, String table) {
    switch (fit) {
      case AHEAD:
        Snapshot known = restored.newestKnown(table, history);
        long later =
            history.commits().stream()
                .takeWhile(snapshot -> !snapshot.equals(known))
                .map(JobHistory::commitId)
                .distinct()
                .count();
        return "holds "
            + later
            + (later == 1 ? " later commit" : " later commits")
            + ", the newest of checkpoint "
            + JobHistory.checkpointId(history.newest());
      case BEHIND:
        return "lacks the commit that the checkpoint found there";
      default:
        return "has no snapshot left that tells its checkpoint";
    }
  }
}
