package io.eventlake.lake.maintain;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.lake.rewind.SavepointTags;
import io.eventlake.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * How old a file has to be before it is an orphan's: older than anything that a checkpoint or a
 * kept savepoint may still commit. A job's newest checkpoint is at least as new as its newest
 * commit, and a savepoint as old as the newest snapshot that its tags keep.
 */
public final class OrphanAge {

  /** Files are written before the checkpoint that commits them, and commits may fail for long. */
  static final Duration MARGIN = Duration.ofDays(1);

  private final Instant before;
  private final Set<TableName> known;

  private OrphanAge(Instant before, Set<TableName> known) {
    this.before = before;
    this.known = known;
  }

  /**
   * Reads what the tables tell of jobs and savepoints.
   *
   * @param age from which a file may be an orphan
   * @throws OrphanException when a job or savepoint may still need files of that age
   */
  public static OrphanAge of(LakeTables lake, Instant now, Duration age) {
    Set<TableName> known = new HashSet<>();
    Map<String, Long> newest = new HashMap<>();
    for (TableName name : lake.names()) {
      Table table = lake.load(name);
      if (addJobs(table, newest)) {
        known.add(name);
      }

      addSavepoints(table, newest);
    }

    newest.forEach((what, millis) -> require(what, Instant.ofEpochMilli(millis), now, age));
    if (age.compareTo(MARGIN) < 0) {
      throw new OrphanException(
          "A job may still have to commit what was written within a day: give --orphans-older-than "
              + MARGIN.toDays()
              + "d or more; nothing was changed");
    }

    return new OrphanAge(now.minus(age), known);
  }

  /**
   * Files of a table that were last written before that time are no checkpoint's. There are none in
   * a table that no job has committed to: nothing tells how old a job's first checkpoint is.
   */
  public Instant before(TableName table) {
    return known.contains(table) ? before : Instant.EPOCH;
  }

  private static boolean addJobs(Table table, Map<String, Long> newest) {
    Map<String, Long> jobs = new HashMap<>();
    if (table.currentSnapshot() != null) {
      for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
        String job = JobHistory.job(snapshot);
        if (job != null) {
          jobs.putIfAbsent("The newest commit of job " + job + " is", snapshot.timestampMillis());
        }
      }
    }

    jobs.forEach((job, millis) -> newest.merge(job, millis, Math::max));
    return !jobs.isEmpty();
  }

  private static void addSavepoints(Table table, Map<String, Long> newest) {
    for (Map.Entry<String, SnapshotRef> ref : table.refs().entrySet()) {
      if (ref.getKey().startsWith(SavepointTags.PREFIX)) {
        long millis = table.snapshot(ref.getValue().snapshotId()).timestampMillis();
        newest.merge("The tag " + ref.getKey() + " keeps a savepoint", millis, Math::max);
      }
    }
  }

  private static void require(String what, Instant at, Instant now, Duration age) {
    Duration needed = Duration.between(at, now).plus(MARGIN);
    if (age.compareTo(needed) < 0) {
      throw new OrphanException(
          what
              + " of "
              + at.truncatedTo(ChronoUnit.SECONDS)
              + ", and what was written then may still have to be committed: give"
              + " --orphans-older-than "
              + (needed.toDays() + 1)
              + "d or more; nothing was changed");
    }
  }
}
