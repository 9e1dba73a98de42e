package io.eventlake.lake.rewind;

import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * The lake at a commit of the job's ledger, which has every commit that any table has: of each
 * table the newest commit that the ledger has up to there.
 */
final class LedgerTarget implements RewindTarget {

  private final Snapshot ledger;
  private final Set<String> commitIds = new HashSet<>();
  private final long oldestMillis;

  /** The ledger's line begins with the snapshot to go to. */
  LedgerTarget(List<Snapshot> line) {
    this.ledger = line.get(0);
    line.forEach(snapshot -> commitIds.add(JobHistory.commitId(snapshot)));
    this.oldestMillis = line.get(line.size() - 1).timestampMillis();
  }

  /**
   * The newest checkpoint that was in all tables at that time.
   *
   * @throws RewindException when the ledger does not reach back so far
   */
  static LedgerTarget at(JobLedger ledger, Instant time) {
    List<Snapshot> line = new ArrayList<>(ledger.history.commits());
    line.removeIf(snapshot -> snapshot.timestampMillis() > time.toEpochMilli());
    if (line.isEmpty()) {
      throw new RewindException("No commit of the ledger " + ledger.name + " is as old as " + time);
    }

    return new LedgerTarget(line);
  }

  /**
   * That checkpoint, or the newest before it where it brought no rows.
   *
   * @param run the run that took it, or null when only one start did
   * @param ahead the newest checkpoint that a table has and the ledger has not, or 0
   * @throws RewindException when the ledger does not reach back so far, no start had it yet, or
   *     several had it
   */
  static LedgerTarget checkpoint(JobLedger ledger, long checkpointId, String run, long ahead) {
    List<Snapshot> commits = ledger.history.commits();
    List<Integer> found = find(commits, checkpointId, run, ahead);
    if (found.isEmpty()) {
      long newest = ahead;
      for (Snapshot commit : commits) {
        newest = Math.max(newest, JobHistory.checkpointId(commit));
      }

      throw new RewindException(
          "The ledger "
              + ledger.name
              + " has no commit of checkpoint "
              + checkpointId
              + (checkpointId > newest ? " or later, the newest is " + newest : " or before")
              + (run == null ? "" : " of run " + run));
    }

    if (found.size() > 1) {
      throw severalStarts(
          checkpointId, found.stream().map(commits::get).collect(Collectors.toList()));
    }

    return new LedgerTarget(commits.subList(found.get(0), commits.size()));
  }

  /** Of each start that has got so far the index of its newest commit up to there. */
  private static List<Integer> find(
      List<Snapshot> commits, long checkpointId, String run, long ahead) {
    List<Integer> found = new ArrayList<>();
    long later = Long.MAX_VALUE;
    boolean passed = checkpointId > ahead && ahead > 0;
    for (int i = 0; i < commits.size(); i++) {
      long id = JobHistory.checkpointId(commits.get(i));
      boolean newest = id >= later || (i == 0 && ahead == 0);
      if (newest) {
        // Ids grow along a line, but begin anew where a job was started without state.
        passed = checkpointId > id;
      }

      if (!passed && id <= checkpointId && (run == null || run.equals(run(commits.get(i))))) {
        passed = true;
        found.add(i);
      }

      later = id;
    }

    return found;
  }

  /** Whether the commit belongs to this state of the lake. */
  boolean holds(Snapshot snapshot) {
    // What is older than all that the ledger still shows was in it once.
    return commitIds.contains(JobHistory.commitId(snapshot))
        || snapshot.timestampMillis() < oldestMillis;
  }

  /** Flink may give several starts of a job one id: then only their times tell them apart. */
  private static RewindException severalStarts(long checkpointId, List<Snapshot> newestFirst) {
    Set<String> runs = new TreeSet<>();
    Set<String> times = new TreeSet<>();
    for (Snapshot commit : newestFirst) {
      runs.add(run(commit));
      times.add(Instant.ofEpochMilli(commit.timestampMillis()).toString());
    }

    String which =
        runs.size() == newestFirst.size()
            ? ": say which with --of-run"
            : ", committed at " + String.join(" or ", times) + ": say which with --at instead";
    return new RewindException(
        "The job was started anew in between, so that checkpoint "
            + checkpointId
            + " may be one of run "
            + String.join(" or ", runs)
            + which);
  }

  private static String run(Snapshot commit) {
    return commit.summary().get(CommitSummary.RUN_ID);
  }

  @Override
  public String description() {
    return "checkpoint "
        + JobHistory.checkpointId(ledger)
        + " of run "
        + run(ledger)
        + ", committed at "
        + Instant.ofEpochMilli(ledger.timestampMillis());
  }

  @Override
  public Snapshot find(TableName name, Table table, JobHistory history) {
    for (Snapshot snapshot : history.commits()) {
      if (holds(snapshot)) {
        return snapshot;
      }
    }

    if (!history.isComplete()) {
      throw new RewindException("its snapshot of that checkpoint has expired");
    }

    return null;
  }
}
