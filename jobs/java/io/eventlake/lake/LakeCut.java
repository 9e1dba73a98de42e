package io.eventlake.lake;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.table.TableName;
import java.time.Instant;
import java.util.HashMap;
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
 * <p>A job commits a checkpoint to {@code ops.record_counts} after all other tables, so what that
 * table shows is in all of them. Its newest snapshot is read first; then, of each other table, the
 * newest snapshot before any commit of a later checkpoint. Snapshots that no job made, such as
 * those of a compaction, stay where they are in that order.
 */
public final class LakeCut {

  private final Map<TableName, Long> snapshots = new HashMap<>();
  private final Snapshot ledger;

  private LakeCut(Snapshot ledger) {
    this.ledger = ledger;
  }

  /**
   * Pins every table of the lake.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when a table is missing
   */
  public static LakeCut of(LakeTables lake) {
    Table counts = lake.load(TableName.RECORD_COUNTS);
    LakeCut cut = new LakeCut(ofJob(SnapshotUtil.currentAncestors(counts)));
    cut.pin(TableName.RECORD_COUNTS, counts.currentSnapshot());
    for (TableName name : TableName.all()) {
      if (!name.equals(TableName.RECORD_COUNTS)) {
        cut.pin(name, cut.lastIn(name, lake.load(name)));
      }
    }

    return cut;
  }

  /**
   * A cut whose snapshots are known, such as one with a name.
   *
   * @throws io.eventlake.connector.iceberg.LakeException when the table of counts is missing
   */
  public static LakeCut of(LakeTables lake, Map<TableName, Long> snapshots) {
    Table counts = lake.load(TableName.RECORD_COUNTS);
    Long newest = snapshots.get(TableName.RECORD_COUNTS);
    LakeCut cut =
        new LakeCut(
            newest == null ? null : ofJob(SnapshotUtil.ancestorsOf(newest, counts::snapshot)));
    cut.snapshots.putAll(snapshots);
    return cut;
  }

  /** The snapshot of each table; those that had none yet are left out. */
  public Map<TableName, Long> snapshots() {
    return Map.copyOf(snapshots);
  }

  /** This cut with other snapshots of some tables, such as a branch's. */
  public LakeCut with(Map<TableName, Long> others) {
    LakeCut cut = new LakeCut(ledger);
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

  private static Snapshot ofJob(Iterable<Snapshot> newestFirst) {
    for (Snapshot snapshot : newestFirst) {
      if (snapshot.summary().containsKey(CommitSummary.RUN_ID)) {
        return snapshot;
      }
    }

    return null;
  }

  private Snapshot lastIn(TableName name, Table table) {
    Snapshot last = table.currentSnapshot();
    // Segments come from a job of their own, which writes no counts.
    if (ledger == null || name.equals(TableName.USER_SEGMENTS)) {
      return last;
    }

    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (isLater(snapshot)) {
        last = snapshot.parentId() == null ? null : table.snapshot(snapshot.parentId());
      }
    }

    return last;
  }

  /** True for a commit of a checkpoint that the ledger does not show yet. */
  private boolean isLater(Snapshot snapshot) {
    String run = snapshot.summary().get(CommitSummary.RUN_ID);
    if (run == null) {
      return false;
    }

    return Objects.equals(run, ledger.summary().get(CommitSummary.RUN_ID))
        ? checkpoint(snapshot) > checkpoint(ledger)
        : snapshot.timestampMillis() > ledger.timestampMillis();
  }

  private static long checkpoint(Snapshot snapshot) {
    return Long.parseLong(snapshot.summary().getOrDefault(CommitSummary.CHECKPOINT_ID, "0"));
  }

  private void pin(TableName name, Snapshot snapshot) {
    if (snapshot != null) {
      snapshots.put(name, snapshot.snapshotId());
    }
  }
}
