package io.eventlake.lake;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * One snapshot of every table that together are the lake at one checkpoint, while jobs go on
 * writing.
 *
 * <p>A job commits a checkpoint to the ledger of its set after all other tables, so what that table
 * shows is in all of them. Its newest snapshot is read first; then, of each other table, the newest
 * snapshot before any commit of a later checkpoint. Snapshots that no job made, such as those of a
 * compaction, stay where they are in that order. Sets that are read with it have ledgers of their
 * own.
 */
public final class LakeCut {

  private final Map<TableName, Long> snapshots = new HashMap<>();
  private final Map<TableName, String> unreadable = new LinkedHashMap<>();
  private final TableSet set;
  private final Snapshot ledger;

  /** The longest that a run on the ledger's line had; null where no run is on it. */
  private final Duration gap;

  private LakeCut(TableSet set, Snapshot ledger, Duration gap) {
    this.set = set;
    this.ledger = ledger;
    this.gap = gap;
  }

  /**
   * Pins every table of the lake.
   *
   * @throws LakeException when a table is missing or cannot be read
   */
  public static LakeCut of(LakeTables lake) {
    return ofReadable(lake).whole();
  }

  /**
   * Pins every table that can be read, for who only reads; the others are {@link #unreadable}.
   *
   * @throws LakeException when a table is missing, or none can be read
   */
  public static LakeCut ofReadable(LakeTables lake) {
    return of(lake, Long.MAX_VALUE);
  }

  /**
   * The tables as they were at a time: at the newest checkpoint, or publication of a batch run,
   * that was in all of them by then.
   *
   * @throws LakeException when no checkpoint was, what it had has expired, or a table cannot be
   *     read
   */
  public static LakeCut at(LakeTables lake, Instant time) {
    return atReadable(lake, time).whole();
  }

  /** As {@link #at}, of the tables that can be read; the ledger has to be one of them. */
  public static LakeCut atReadable(LakeTables lake, Instant time) {
    LakeCut cut = of(lake, time.toEpochMilli());
    if (cut.ledger == null) {
      TableName ledger = lake.set().ledger();
      cut.unreadable(List.of(ledger)).ifPresent(LakeCut::refuse);
      boolean isOfRuns = ledger.equals(TableName.TRANSFORM_RUNS);
      if (!isOfRuns) {
        throw new LakeException("No job had committed a checkpoint by " + time);
      } else if (!cut.snapshots.containsKey(ledger)) {
        throw new LakeException("No run had published anything by " + time);
      }
    }

    return cut;
  }

  private static LakeCut of(LakeTables lake, long untilMillis) {
    TableLines lines = new TableLines(lake, untilMillis);
    List<Snapshot> line = lines.of(lake.set().ledger());
    LedgerLine ledger = new LedgerLine(line);
    LakeCut cut = new LakeCut(lake.set(), ledger.newest(), LedgerLine.longestGap(line));
    cut.pin(lake.set(), line, ledger, lines);
    for (TableSet other : lake.set().read()) {
      List<Snapshot> its = lines.of(other.ledger());
      cut.pin(other, its, new LedgerLine(its), lines);
    }

    cut.unreadable.putAll(lines.unreadable());
    return cut.unreadable.size() < lake.names().size() ? cut : cut.whole();
  }

  /** Pins the tables of one set by its ledger's line. */
  private void pin(TableSet tables, List<Snapshot> line, LedgerLine shown, TableLines lines) {
    pin(tables.ledger(), line.isEmpty() ? null : line.get(0));
    for (TableName name : tables.tables()) {
      if (!name.equals(tables.ledger())) {
        pin(name, lastIn(name, lines.of(name), shown));
      }
    }
  }

  /**
   * A cut whose snapshots are known, such as one with a name.
   *
   * @throws LakeException when the ledger is missing or cannot be read
   */
  public static LakeCut of(LakeTables lake, Map<TableName, Long> snapshots) {
    Table ledger = lake.load(lake.set().ledger());
    Long newest = snapshots.get(lake.set().ledger());
    Iterable<Snapshot> line =
        newest == null ? List.of() : SnapshotUtil.ancestorsOf(newest, ledger::snapshot);
    LakeCut cut = new LakeCut(lake.set(), LedgerLine.newest(line), LedgerLine.longestGap(line));
    cut.snapshots.putAll(snapshots);
    TableLines others = new TableLines(lake, Long.MAX_VALUE);
    lake.names().stream().filter(name -> !snapshots.containsKey(name)).forEach(others::of);
    cut.unreadable.putAll(others.unreadable());
    return cut;
  }

  /**
   * Why some of the tables cannot be read; empty when none is known to be damaged. A statement that
   * names one of them must not be run.
   */
  public Optional<String> unreadable(Collection<TableName> names) {
    return unreadable.isEmpty()
        ? Optional.empty()
        : names.stream()
            .map(unreadable::get)
            .filter(Objects::nonNull)
            .distinct()
            .reduce((one, other) -> one + "; " + other);
  }

  /** This cut without tables that were found damaged: why, by their names. */
  public LakeCut without(Map<TableName, String> damaged) {
    LakeCut cut = with(Map.of());
    cut.snapshots.keySet().removeAll(damaged.keySet());
    cut.unreadable.putAll(damaged);
    return cut;
  }

  /** This cut, if it has all tables. */
  private LakeCut whole() {
    unreadable(set.readable()).ifPresent(LakeCut::refuse);
    return this;
  }

  private static void refuse(String why) {
    throw new LakeException(why);
  }

  /** The snapshot of each table; those that had none yet are left out. */
  public Map<TableName, Long> snapshots() {
    return Map.copyOf(snapshots);
  }

  /** This cut with other snapshots of some tables, such as a branch's. */
  public LakeCut with(Map<TableName, Long> others) {
    LakeCut cut = new LakeCut(set, ledger, gap);
    cut.snapshots.putAll(snapshots);
    cut.snapshots.putAll(others);
    cut.unreadable.putAll(unreadable);
    return cut;
  }

  /** The instant before which all event time has passed; the maximum when no input is to come. */
  public Instant watermark() {
    if (ledger == null) {
      return Instant.MAX;
    }

    String watermark = ledger.summary().get(CommitSummary.WATERMARK);
    if (watermark == null) {
      return Instant.MIN;
    }

    return watermark.equals(CommitSummary.END) ? Instant.MAX : Instant.parse(watermark);
  }

  /**
   * The longest gap of a session among the runs that led here: one that was open when the gap
   * became shorter still waits for the longer one.
   */
  public Optional<Duration> longestGap() {
    return Optional.ofNullable(gap);
  }

  /** When a job committed this state; empty where none has. */
  public Optional<Instant> time() {
    return Optional.ofNullable(ledger)
        .map(commit -> Instant.ofEpochMilli(commit.timestampMillis()));
  }

  /** Which state of the lake this is, in words. */
  public String description() {
    if (unreadable.containsKey(set.ledger())) {
      return "each table as it is, since no checkpoint is known without " + set.ledger();
    }

    return ledger == null
        ? "the lake as it is"
        : "checkpoint "
            + ledger.summary().get(CommitSummary.CHECKPOINT_ID)
            + " of run "
            + ledger.summary().get(CommitSummary.RUN_ID);
  }

  private static Snapshot lastIn(TableName name, List<Snapshot> line, LedgerLine ledger) {
    int last = ledger.firstShown(line);
    if (last > 0 && last == line.size() && line.get(last - 1).parentId() != null) {
      throw TableLines.expired(name);
    }

    return last < line.size() ? line.get(last) : null;
  }

  private void pin(TableName name, Snapshot snapshot) {
    if (snapshot != null) {
      snapshots.put(name, snapshot.snapshotId());
    }
  }
}
