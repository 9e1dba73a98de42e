package io.eventlake.lake.rewind;

import io.eventlake.connector.iceberg.sink.JobHistory;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.util.SnapshotUtil;

/** The way back of one table: where its main branch is, where it is to go, what stays behind. */
public final class TableRewind {

  /** What to do with the table. */
  public enum Move {
    /** It is where it should be. */
    STAYS,
    /** Its main branch goes to the target. */
    MOVES,
    /** Something is in the way. */
    BLOCKED
  }

  static final String LEFT_BEHIND = "left-behind-";

  private final TableName name;
  private final Table table;
  private final String job;
  private final Snapshot head;
  private final Snapshot target;
  private final Move move;
  private final List<Snapshot> tail;
  private final String obstacle;

  private TableRewind(
      TableName name,
      Table table,
      String job,
      Snapshot target,
      Move move,
      List<Snapshot> tail,
      String obstacle) {
    this.name = name;
    this.table = table;
    this.job = job;
    this.head = table.currentSnapshot();
    this.target = target;
    this.move = move;
    this.tail = tail;
    this.obstacle = obstacle;
  }

  /** Finds the way of a table. */
  static TableRewind plan(TableName name, Table table, String job, RewindTarget to) {
    JobHistory history = JobHistory.of(table, job);
    Snapshot target;
    try {
      target = to.find(name, table, history);
      Snapshot newest = history.newest();
      boolean there = target == null ? newest == null : target.equals(newest);
      if (there || (target != null && target.equals(table.currentSnapshot()))) {
        // Behind it may be a compaction, which takes no row away.
        return new TableRewind(
            name, table, job, table.currentSnapshot(), Move.STAYS, List.of(), "");
      }

      if (target == null) {
        target = beforeFirst(table, history);
      }
    } catch (RewindException e) {
      return new TableRewind(name, table, job, null, Move.BLOCKED, List.of(), e.getMessage());
    }

    List<Snapshot> tail = tail(table, history, target);
    String obstacle = foreignRows(tail, job);
    return new TableRewind(
        name, table, job, target, obstacle.isEmpty() ? Move.MOVES : Move.BLOCKED, tail, obstacle);
  }

  public TableName name() {
    return name;
  }

  public Move move() {
    return move;
  }

  /** Where the main branch is, in words. */
  public String from() {
    return text(head);
  }

  /** Where it is to go, in words; empty when it is blocked by what has no target. */
  public String to() {
    return move == Move.BLOCKED && tail.isEmpty() ? "" : text(target);
  }

  /** Commits of the job that stay behind. */
  public long commitsLeft() {
    return tail.stream()
        .filter(snapshot -> JobHistory.isOf(job, snapshot))
        .map(JobHistory::commitId)
        .distinct()
        .count();
  }

  /** True when snapshots between here and there have expired: then there were more commits. */
  public boolean hasGap() {
    Snapshot oldest = tail.isEmpty() ? null : tail.get(tail.size() - 1);
    return oldest != null
        && !Objects.equals(oldest.parentId(), target == null ? null : target.snapshotId());
  }

  /** Rows that those commits added; where some of them have expired, what the table lacks then. */
  public long rowsLeft() {
    return hasGap()
        ? Math.max(0, rows(head) - rows(target))
        : tail.stream().mapToLong(TableRewind::addedRows).sum();
  }

  /** The snapshot of the main branch, where it has one. */
  Optional<Long> head() {
    return Optional.ofNullable(head).map(Snapshot::snapshotId);
  }

  /** The newest that an earlier rewind to where the main branch is has left behind; or empty. */
  Optional<Long> leftBehind() {
    return table.refs().entrySet().stream()
        .filter(ref -> ref.getKey().startsWith(LEFT_BEHIND))
        .map(ref -> table.snapshot(ref.getValue().snapshotId()))
        .filter(aside -> !aside.equals(head) && isBefore(head, aside))
        .max(Comparator.comparingLong(Snapshot::sequenceNumber))
        .map(Snapshot::snapshotId);
  }

  private boolean isBefore(Snapshot one, Snapshot later) {
    return one == null || SnapshotUtil.isAncestorOf(table, later.snapshotId(), one.snapshotId());
  }

  /** What is in the way, or empty. */
  public String obstacle() {
    return obstacle;
  }

  /** True when what is in the way are rows of others, which may be left behind on demand. */
  boolean isBlockedByOthers() {
    return move == Move.BLOCKED && !tail.isEmpty();
  }

  /**
   * Moves the main branch in one commit, which also keeps the old head on a branch of its own.
   *
   * @throws RewindException when somebody has committed to the table since it was planned
   */
  void run() {
    table.refresh();
    if (!Objects.equals(head, table.currentSnapshot())) {
      throw movedMeanwhile();
    }

    try {
      if (head == null) {
        moveFromNothing();
      } else {
        move(LEFT_BEHIND + head.snapshotId());
      }
    } catch (CommitFailedException e) {
      throw movedMeanwhile();
    }
  }

  private RewindException movedMeanwhile() {
    return new RewindException(
        name + " was committed to while it was to be moved: stop the job, then plan and run again");
  }

  private void move(String branch) {
    if (target == null) {
      moveBeforeFirst(branch);
      return;
    }

    ManageSnapshots change = table.manageSnapshots();
    if (!table.refs().containsKey(branch)) {
      change.createBranch(branch, head.snapshotId());
    }

    change.setCurrentSnapshot(target.snapshotId()).commit();
  }

  /** No part of the public interface takes the main branch away; the format allows it. */
  private void moveBeforeFirst(String branch) {
    TableOperations operations = ((BaseTable) table).operations();
    TableMetadata base = operations.current();
    operations.commit(
        base,
        TableMetadata.buildFrom(base)
            .setRef(branch, SnapshotRef.branchBuilder(head.snapshotId()).build())
            .removeRef(SnapshotRef.MAIN_BRANCH)
            .build());
  }

  /** Forward again, from before the table's first commit. */
  private void moveFromNothing() {
    TableOperations operations = ((BaseTable) table).operations();
    TableMetadata base = operations.current();
    operations.commit(
        base,
        TableMetadata.buildFrom(base)
            .setBranchSnapshot(target.snapshotId(), SnapshotRef.MAIN_BRANCH)
            .build());
  }

  /** The snapshot before the job's first commit; null when that was the table's first. */
  private static Snapshot beforeFirst(Table table, JobHistory history) {
    List<Snapshot> commits = history.commits();
    Snapshot first = commits.get(commits.size() - 1);
    if (first.parentId() == null) {
      return null;
    }

    Snapshot before = table.snapshot(first.parentId());
    if (before == null) {
      throw new RewindException("the snapshots before the job's first commit have expired");
    }

    return before;
  }

  private static List<Snapshot> tail(Table table, JobHistory history, Snapshot target) {
    Set<Long> kept = new HashSet<>();
    if (target != null) {
      JobHistory.of(table, "", target.snapshotId())
          .snapshots()
          .forEach(snapshot -> kept.add(snapshot.snapshotId()));
    }

    List<Snapshot> tail = new ArrayList<>();
    for (Snapshot snapshot : history.snapshots()) {
      if (kept.contains(snapshot.snapshotId())) {
        break;
      }

      tail.add(snapshot);
    }

    return tail;
  }

  private static String foreignRows(List<Snapshot> tail, String job) {
    long commits =
        tail.stream()
            .filter(snapshot -> !JobHistory.isOf(job, snapshot))
            .filter(snapshot -> !DataOperations.REPLACE.equals(snapshot.operation()))
            .filter(snapshot -> !isEmpty(snapshot))
            .count();
    return commits == 0
        ? ""
        : commits + (commits == 1 ? " commit" : " commits") + " of others would be left behind";
  }

  private static boolean isEmpty(Snapshot snapshot) {
    return !snapshot.summary().containsKey(SnapshotSummary.ADDED_FILES_PROP)
        && !snapshot.summary().containsKey(SnapshotSummary.DELETED_FILES_PROP)
        && !snapshot.summary().containsKey(SnapshotSummary.ADDED_DELETE_FILES_PROP);
  }

  private String text(Snapshot snapshot) {
    if (snapshot == null) {
      return "nothing";
    }

    return JobHistory.isOf(job, snapshot)
        ? snapshot.snapshotId() + " (checkpoint " + JobHistory.checkpointId(snapshot) + ")"
        : String.valueOf(snapshot.snapshotId());
  }

  private static long addedRows(Snapshot snapshot) {
    return DataOperations.REPLACE.equals(snapshot.operation())
        ? 0
        : Long.parseLong(snapshot.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"));
  }

  private static long rows(Snapshot snapshot) {
    return snapshot == null
        ? 0
        : Long.parseLong(snapshot.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
  }
}
