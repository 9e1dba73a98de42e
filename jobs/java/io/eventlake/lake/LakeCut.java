package io.eventlake.lake;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * One snapshot of every table that together are the lake at one checkpoint, while jobs go on
 * writing.
 *
 * <p>A job commits a checkpoint to {@code ops.record_counts} after all other tables, so what that
 * table shows is in all of them. Its newest snapshot is read first; then, of each other table, the
 * newest snapshot before any commit of a later checkpoint. Snapshots that no job made, such as
 * those of a compaction, stay where they are in that order.
 */
public final class LakeCut {

  private final Map<TableName, Long> snapshots = new HashMap<>();
  private final Snapshot ledger;

  /** The longest that a run on the ledger's line had; null where no run is on it. */
  private final Duration gap;

  private LakeCut(Snapshot ledger, Duration gap) {
    this.ledger = ledger;
    this.gap = gap;
  }

  /**
   * Pins every table of the lake.
   *
   * @throws LakeException when a table is missing
   */
  public static LakeCut of(LakeTables lake) {
    return of(lake, Long.MAX_VALUE);
  }

  /**
   * The tables as they were at a time: at the newest checkpoint that was in all of them by then.
   *
   * @throws LakeException when no checkpoint was, or what it had has expired
   */
  public static LakeCut at(LakeTables lake, Instant time) {
    LakeCut cut = of(lake, time.toEpochMilli());
    if (cut.ledger == null) {
      throw new LakeException("No job had committed a checkpoint by " + time);
    }

    return cut;
  }

  private static LakeCut of(LakeTables lake, long untilMillis) {
    List<Snapshot> counts = line(TableName.RECORD_COUNTS, lake, untilMillis);
    LedgerLine ledger = new LedgerLine(counts);
    LakeCut cut = new LakeCut(ledger.newest(), LedgerLine.longestGap(counts));
    cut.pin(TableName.RECORD_COUNTS, counts.isEmpty() ? null : counts.get(0));
    for (TableName name : TableName.all()) {
      if (!name.equals(TableName.RECORD_COUNTS)) {
        cut.pin(name, lastIn(name, line(name, lake, untilMillis), ledger));
      }
    }

    return cut;
  }

  /**
   * A cut whose snapshots are known, such as one with a name.
   *
   * @throws LakeException when the table of counts is missing
   */
  public static LakeCut of(LakeTables lake, Map<TableName, Long> snapshots) {
    Table counts = lake.load(TableName.RECORD_COUNTS);
    Long newest = snapshots.get(TableName.RECORD_COUNTS);
    Iterable<Snapshot> line =
        newest == null ? List.of() : SnapshotUtil.ancestorsOf(newest, counts::snapshot);
    LakeCut cut = new LakeCut(LedgerLine.newest(line), LedgerLine.longestGap(line));
    cut.snapshots.putAll(snapshots);
    return cut;
  }

  /** The snapshot of each table; those that had none yet are left out. */
  public Map<TableName, Long> snapshots() {
    return Map.copyOf(snapshots);
  }

  /** This cut with other snapshots of some tables, such as a branch's. */
  public LakeCut with(Map<TableName, Long> others) {
    LakeCut cut = new LakeCut(ledger, gap);
    cut.snapshots.putAll(snapshots);
    cut.snapshots.putAll(others);
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
    return ledger == null
        ? "the lake as it is"
        : "checkpoint "
            + ledger.summary().get(CommitSummary.CHECKPOINT_ID)
            + " of run "
            + ledger.summary().get(CommitSummary.RUN_ID);
  }

  /** The snapshots that led to the table as it was at that time, newest first. */
  private static List<Snapshot> line(TableName name, LakeTables lake, long untilMillis) {
    Table table = lake.load(name);
    List<Snapshot> line = new ArrayList<>();
    Snapshot oldest = null;
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      oldest = snapshot;
      if (snapshot.timestampMillis() <= untilMillis) {
        line.add(snapshot);
      }
    }

    if (line.isEmpty() && oldest != null && oldest.parentId() != null) {
      throw expired(name);
    }

    return line;
  }

  private static LakeException expired(TableName name) {
    return new LakeException("The snapshot that " + name + " had at that checkpoint has expired");
  }

  private static Snapshot lastIn(TableName name, List<Snapshot> line, LedgerLine ledger) {
    // Segments come from a job of their own, which writes no counts.
    int last = name.equals(TableName.USER_SEGMENTS) ? 0 : ledger.firstShown(line);
    if (last > 0 && last == line.size() && line.get(last - 1).parentId() != null) {
      throw expired(name);
    }

    return last < line.size() ? line.get(last) : null;
  }

  private void pin(TableName name, Snapshot snapshot) {
    if (snapshot != null) {
      snapshots.put(name, snapshot.snapshotId());
    }
  }
}
