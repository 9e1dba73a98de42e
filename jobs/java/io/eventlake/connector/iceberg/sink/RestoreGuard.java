package io.eventlake.connector.iceberg.sink;

import io.eventlake.config.ShellCommand;
import io.eventlake.connector.iceberg.LakeCatalog;
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
 *
 * <p>Tables that are ahead are not always to be moved back: where another run writes them, those
 * rows are its own.
 */
final class RestoreGuard {

  /** Another run that has committed so lately may well do so again. */
  private static final long LATELY_MILLIS = 60_000;

  private final String job;
  private final LakeCatalog lake;

  /** The savepoint or checkpoint, where its path is known; null else. */
  private String path;

  /** The run that goes on after a failure; null for a start. */
  private String run;

  /** By the clock; the maximum where nobody else can write. */
  private long nowMillis = Long.MIN_VALUE;

  RestoreGuard(String job, LakeCatalog lake) {
    this.job = job;
    this.lake = lake;
  }

  /** Of a savepoint or checkpoint at that path. */
  RestoreGuard from(String path) {
    this.path = path;
    return this;
  }

  /** At that time, epoch milliseconds. */
  RestoreGuard at(long millis) {
    nowMillis = millis;
    return this;
  }

  /** Where it is known that no other run is alive. */
  RestoreGuard alone() {
    return at(Long.MAX_VALUE);
  }

  /** Of a run that failed and goes on by itself. */
  RestoreGuard restarted(String run) {
    this.run = run;
    return this;
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
      if (fit == Fit.AHEAD) {
        ahead = true;
        refuseBeside(history.newest(), restored.newestKnown(entry.getKey(), history));
      }

      if (fit != Fit.FITS) {
        problems.add(entry.getKey() + " " + explain(fit, restored, history, entry.getKey()));
      }
    }

    if (!problems.isEmpty()) {
      throw new RestoreRefusedException(
          "The tables do not fit "
              + (path == null ? "checkpoint " + restored.checkpointId() : path)
              + ", from which this job was to go on: "
              + String.join("; ", problems)
              + ". Nothing was committed. "
              + (ahead
                  ? wayBack(restored, tables)
                  : "Start it from a newer savepoint, or see docs/operations.md, 'Back to an older savepoint'"));
    }
  }

  /**
   * @param known what the checkpoint knows of the table, or null
   */
  private void refuseBeside(Snapshot newest, Snapshot known) {
    String of = LastCommit.of(newest).run();
    boolean another =
        run != null ? !run.equals(of) : known != null && !LastCommit.of(known).run().equals(of);
    boolean lately = nowMillis < newest.timestampMillis() + LATELY_MILLIS;
    if (another && (run != null || lately)) {
      throw new RestoreRefusedException(
          "Another run of "
              + job
              + " writes these tables: it last committed "
              + LastCommit.of(newest)
              + ". Nothing was committed. Let only one of them run; where the other has ended,"
              + " start this one again a minute after its last commit, to be told the way back");
    }
  }

  private String wayBack(CheckpointHeads restored, Map<String, Table> tables) {
    String place = "Move the tables back to it, then start the job again: ";
    ShellCommand rewind = ShellCommand.of("rewind");
    if (path != null) {
      return place + complete(rewind.with("--to-savepoint", path));
    }

    String name = lake.set().ledger().toString();
    Table ledger = tables.get(name);
    JobHistory history = JobHistory.of(ledger, job);
    Snapshot known = restored.newestKnown(name, history);
    if (known == null) {
      return "Move the tables back to it with rewind --to-savepoint and its path, then start the"
          + " job again";
    }

    return place
        + complete(
            isOneStart(history, known)
                ? rewind.with(
                    "--to-checkpoint",
                    Long.toString(JobHistory.checkpointId(known)),
                    "--of-run",
                    LastCommit.of(known).run())
                : rewind.with("--at", LastCommit.of(known).time().toString()));
  }

  private ShellCommand complete(ShellCommand rewind) {
    return rewind.with("--job", job).with(lake.options().arguments()).with("--run");
  }

  /**
   * Whether the run's id stands for one start, whose checkpoints have grown from commit to commit.
   */
  private static boolean isOneStart(JobHistory history, Snapshot of) {
    long later = Long.MAX_VALUE;
    for (Snapshot commit : history.commits()) {
      if (LastCommit.of(commit).run().equals(LastCommit.of(of).run())) {
        if (JobHistory.checkpointId(commit) > later) {
          return false;
        }

        later = JobHistory.checkpointId(commit);
      }
    }

    return true;
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
