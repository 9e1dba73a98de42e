package io.eventlake.lake.rewind;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.TableTags;
import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Tags for savepoints of which only the name and the time are known, such as the snapshots of
 * Managed Flink: of each table the newest commit that was in all of them by then.
 *
 * <p>The savepoint's own checkpoint is committed about then, shortly before or after. A restored
 * job fits both: what its savepoint holds and the tables do not is committed first of all.
 *
 * <p>The ledger is tagged last and loses its tag first, so that a tag that it has is in all tables.
 */
public final class TimedTags {

  private final String job;
  private final JobLedger ledger;

  /** Those that the job has written to, but for the ledger. */
  private final Map<TableName, Table> others = new LinkedHashMap<>();

  private final Map<String, String> outOfReach = new LinkedHashMap<>();

  /**
   * @param job the job whose tables to tag
   * @throws io.eventlake.connector.iceberg.LakeException when a table does not exist
   */
  public TimedTags(LakeTables lake, String job) {
    this.job = job;
    this.ledger = JobLedger.of(lake, job);
    for (TableName name : lake.set().tables()) {
      Table table = lake.load(name);
      if (!name.equals(ledger.name) && JobLedger.isWrittenBy(job, table)) {
        others.put(name, table);
      }
    }
  }

  /** What becomes of a savepoint. */
  public enum Change {
    /** It had its tags. */
    STAYS,
    /** It gets them. */
    TAGGED,
    /** What it would need is not there, or not any more. */
    OUT_OF_REACH,
    /** It is gone, and its tags go, too. */
    REMOVED
  }

  /**
   * Tells what would be done, and changes nothing.
   *
   * @param savepoints time of each by its name
   * @param prune whether the tags of all other savepoints go
   */
  public Map<String, Change> plan(Map<String, Instant> savepoints, boolean prune) {
    outOfReach.clear();
    Map<String, Change> plan = new LinkedHashMap<>();
    savepoints.forEach((name, time) -> plan.put(name, change(name, time)));
    if (prune) {
      tagged().stream()
          .filter(name -> !savepoints.containsKey(name))
          .forEach(name -> plan.put(name, Change.REMOVED));
    }

    return plan;
  }

  /** Does it; once more does no harm, and completes what was interrupted. */
  public Map<String, Change> run(Map<String, Instant> savepoints, boolean prune) {
    Map<String, Change> plan = plan(savepoints, prune);
    plan.forEach(
        (name, change) -> {
          if (change == Change.TAGGED) {
            set(name, snapshots(savepoints.get(name)));
          } else if (change == Change.REMOVED) {
            remove(name);
          }
        });
    return plan;
  }

  /**
   * Why savepoints of the last plan, or of what was done last, are out of reach, by their names.
   */
  public Map<String, String> outOfReach() {
    return Map.copyOf(outOfReach);
  }

  private Change change(String name, Instant time) {
    if (TableTags.get(ledger.table, SavepointTags.PREFIX + name) != null) {
      return Change.STAYS;
    }

    try {
      snapshots(time);
      return Change.TAGGED;
    } catch (RewindException e) {
      outOfReach.put(name, e.getMessage());
      return Change.OUT_OF_REACH;
    }
  }

  /** The names of all savepoints that any table of the job has a tag for. */
  private Set<String> tagged() {
    Set<String> refs = new TreeSet<>(ledger.table.refs().keySet());
    others.values().forEach(table -> refs.addAll(table.refs().keySet()));
    return refs.stream()
        .filter(ref -> ref.startsWith(SavepointTags.PREFIX))
        .map(ref -> ref.substring(SavepointTags.PREFIX.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The snapshot of each table at that time, the ledger's last; null where the job had committed
   * nothing yet.
   *
   * @throws RewindException when it has expired, or there was none yet
   */
  private Map<Table, Snapshot> snapshots(Instant time) {
    LedgerTarget target = LedgerTarget.at(ledger, time);
    Map<Table, Snapshot> snapshots = new LinkedHashMap<>();
    others.forEach(
        (name, table) ->
            snapshots.put(table, find(target, name, table, JobHistory.of(table, job))));
    snapshots.put(ledger.table, find(target, ledger.name, ledger.table, ledger.history));
    return snapshots;
  }

  private static Snapshot find(
      LedgerTarget target, TableName name, Table table, JobHistory history) {
    try {
      return target.find(name, table, history);
    } catch (RewindException e) {
      throw new RewindException(name + ": " + e.getMessage());
    }
  }

  private static void set(String name, Map<Table, Snapshot> snapshots) {
    snapshots.forEach(
        (table, snapshot) ->
            TableTags.set(
                table,
                SavepointTags.PREFIX + name,
                snapshot == null ? null : snapshot.snapshotId()));
  }

  private void remove(String name) {
    TableTags.set(ledger.table, SavepointTags.PREFIX + name, null);
    others.values().forEach(table -> TableTags.set(table, SavepointTags.PREFIX + name, null));
  }
}
