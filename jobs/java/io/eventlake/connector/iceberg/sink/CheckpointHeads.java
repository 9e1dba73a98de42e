package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.savepoint.SavepointException;
import io.eventlake.connector.savepoint.SavepointState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.iceberg.Snapshot;

/**
 * What a checkpoint knows of the tables of its job: the commit of each that was the newest, and the
 * commits that were to follow. A job that goes on from the checkpoint fits its tables when the
 * newest commit of each is one of these.
 *
 * <p>Commit ids, and not checkpoint ids, because these begin anew with each start without state,
 * and two jobs that were restored from one savepoint give the same ones.
 */
public final class CheckpointHeads {

  /** How a table fits a checkpoint. */
  public enum Fit {
    /** The job can go on from the checkpoint. */
    FITS,
    /** The table holds later commits: going on would repeat their rows. */
    AHEAD,
    /** The table lacks what the checkpoint takes for committed: going on would lose it. */
    BEHIND,
    /** The snapshots that would tell have expired. */
    EXPIRED
  }

  private final long checkpointId;
  private final List<String> pending;
  private final Map<String, String> heads;

  /** The newest pending commit that makes a snapshot, or null. */
  private final String newestPending;

  /**
   * @param pending the commits that the checkpoint itself still has to do, oldest first
   * @param heads the id of each table's newest commit; a table without one is left out
   */
  CheckpointHeads(long checkpointId, List<PendingCommit> pending, Map<String, String> heads) {
    this.checkpointId = checkpointId;
    this.pending = new ArrayList<>();
    pending.forEach(commit -> this.pending.add(commit.commitId));
    this.newestPending =
        pending.stream()
            .filter(commit -> !commit.isEmpty())
            .reduce((older, newer) -> newer)
            .map(commit -> commit.commitId)
            .orElse(null);
    this.heads = Map.copyOf(heads);
  }

  /**
   * Reads what a savepoint or checkpoint on disk knows.
   *
   * @param path its directory, or the file {@code _metadata} in it
   * @throws SavepointException when there is none, or it is not of a job with a lake sink
   */
  public static CheckpointHeads ofSavepoint(String path) throws SavepointException {
    SavepointState state = SavepointState.read(path);
    Map<String, String> heads = new HashMap<>();
    for (Tuple2<String, String> head :
        state
            .list(LakeCommitterOperator.HEADS)
            .orElseThrow(
                () ->
                    new SavepointException(
                        path, "holds no state of a lake sink: name one of a job of ours", null))) {
      heads.put(head.f0, head.f1);
    }

    List<PendingCommit> pending = state.list(LakeCommitterOperator.PENDING).orElse(List.of());
    return new CheckpointHeads(state.checkpointId(), pending, heads);
  }

  public long checkpointId() {
    return checkpointId;
  }

  /** How the table whose current snapshot has this history fits the checkpoint. */
  public Fit fit(String table, JobHistory history) {
    Snapshot newest = history.newest();
    String head = heads.get(table);
    if (newest == null) {
      if (history.isComplete()) {
        return head == null ? Fit.FITS : Fit.BEHIND;
      }

      // A pending commit may have been made, and have expired since.
      return head == null && pending.isEmpty() ? Fit.FITS : Fit.EXPIRED;
    }

    Set<String> known = known(table);
    if (known.contains(JobHistory.commitId(newest))) {
      return Fit.FITS;
    }

    boolean holdsOne = newestKnown(table, history) != null;
    return holdsOne || head == null || !history.isComplete() ? Fit.AHEAD : Fit.BEHIND;
  }

  /** The newest snapshot of the history from which the job can go on, or null. */
  public Snapshot newestKnown(String table, JobHistory history) {
    Set<String> known = known(table);
    for (Snapshot snapshot : history.commits()) {
      if (known.contains(JobHistory.commitId(snapshot))) {
        return snapshot;
      }
    }

    return null;
  }

  /** Whether the checkpoint's own commits are in the ledger, and so in all tables. */
  public boolean isCommitted(JobHistory ledger) {
    return newestPending == null
        || ledger.commits().stream()
            .anyMatch(snapshot -> newestPending.equals(JobHistory.commitId(snapshot)));
  }

  /** True when the checkpoint knows of an earlier commit to the table. */
  public boolean hasHead(String table) {
    return heads.containsKey(table);
  }

  private Set<String> known(String table) {
    Set<String> known = new HashSet<>(pending);
    if (heads.containsKey(table)) {
      known.add(heads.get(table));
    }

    return known;
  }
}
