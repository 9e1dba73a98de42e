package io.eventlake.lake;

import io.eventlake.config.SessionOptions;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.connector.iceberg.sink.JobHistory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.Snapshot;

/**
 * The snapshots of a set's ledger up to one, and by them which commits of other tables came after
 * it. A job commits a checkpoint to that table after all others, under the same id, and a batch run
 * a publication, under the same name.
 */
final class LedgerLine {

  private final Snapshot newest;
  private final Set<String> commitIds = new HashSet<>();
  private final Set<String> publications = new HashSet<>();
  private final long oldestMillis;

  /**
   * @param line newest first; the oldest may have expired
   */
  LedgerLine(List<Snapshot> line) {
    newest = newest(line);
    line.forEach(snapshot -> commitIds.add(JobHistory.commitId(snapshot)));
    commitIds.remove(null);
    line.forEach(snapshot -> publications.add(publication(snapshot)));
    publications.remove(null);
    oldestMillis = line.isEmpty() ? Long.MAX_VALUE : line.get(line.size() - 1).timestampMillis();
  }

  /** The newest that a job committed, or null. */
  static Snapshot newest(Iterable<Snapshot> newestFirst) {
    for (Snapshot snapshot : newestFirst) {
      if (snapshot.summary().containsKey(CommitSummary.RUN_ID)) {
        return snapshot;
      }
    }

    return null;
  }

  /** The longest gap of a session that the jobs of the line had; null where none committed. */
  static Duration longestGap(Iterable<Snapshot> line) {
    Duration longest = null;
    for (Snapshot snapshot : line) {
      if (snapshot.summary().containsKey(CommitSummary.RUN_ID)) {
        Duration gap = gap(snapshot);
        longest = longest == null || gap.compareTo(longest) > 0 ? gap : longest;
      }
    }

    return longest;
  }

  /** Commits of release 0.1.0 do not say it: then most likely it was the default. */
  private static Duration gap(Snapshot snapshot) {
    String gap = snapshot.summary().get(CommitSummary.SESSION_GAP);
    return gap == null ? SessionOptions.GAP.defaultValue() : Duration.parse(gap);
  }

  /** The newest that a job committed, or null. */
  Snapshot newest() {
    return newest;
  }

  /**
   * The first of a table's snapshots that is older than all commits which the ledger does not show
   * yet.
   *
   * @param line of the table, newest first
   * @return its index; the line's size when there is none
   */
  int firstShown(List<Snapshot> line) {
    return newest == null ? firstPublished(line) : firstCheckpoint(line);
  }

  /** Of a set that no job commits checkpoints to. */
  private int firstPublished(List<Snapshot> line) {
    int first = 0;
    for (int i = 0; i < line.size() && line.get(i).timestampMillis() >= oldestMillis; i++) {
      String publication = publication(line.get(i));
      if (publications.contains(publication)) {
        break;
      }

      first = publication == null ? first : i + 1;
    }

    return first;
  }

  private int firstCheckpoint(List<Snapshot> line) {
    int first = 0;
    // What the ledger shows has all that is older in it, whatever the ids of those checkpoints:
    // they begin anew where a job is started without state, be it under the id of its last run.
    for (int i = 0; i < line.size() && !shows(line.get(i)); i++) {
      first = isLater(line.get(i)) ? i + 1 : first;
    }

    return first;
  }

  /** True for a commit that is in the ledger, or was before the ledger's oldest expired. */
  private boolean shows(Snapshot snapshot) {
    return commitIds.contains(JobHistory.commitId(snapshot))
        || snapshot.timestampMillis() < oldestMillis;
  }

  /** True for a commit of a checkpoint that the ledger does not show yet. */
  private boolean isLater(Snapshot snapshot) {
    String run = snapshot.summary().get(CommitSummary.RUN_ID);
    if (run == null) {
      return false;
    }

    return Objects.equals(run, newest.summary().get(CommitSummary.RUN_ID))
        ? checkpoint(snapshot) > checkpoint(newest)
        : snapshot.timestampMillis() > newest.timestampMillis();
  }

  private static String publication(Snapshot snapshot) {
    return snapshot.summary().get(CommitSummary.PUBLICATION);
  }

  private static long checkpoint(Snapshot snapshot) {
    return Long.parseLong(snapshot.summary().getOrDefault(CommitSummary.CHECKPOINT_ID, "0"));
  }
}
