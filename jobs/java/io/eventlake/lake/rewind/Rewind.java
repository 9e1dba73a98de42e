package io.eventlake.lake.rewind;

import io.eventlake.config.ShellCommand;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CheckpointHeads;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.rewind.TableRewind.Move;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Moves all tables of a job back to one state that they had together, so that the job can go on
 * from the savepoint of that time: rows that came later are read again.
 *
 * <p>A plan changes nothing. Running it moves one table after the other, the ledger first, so that
 * at no time the ledger shows what is not in all tables; what has moved already stays as it is when
 * it is planned and run again. What is left behind stays reachable on a branch.
 */
public final class Rewind {

  private final LakeTables lake;
  private final String job;
  private final String description;
  private final List<TableRewind> tables;

  private Rewind(LakeTables lake, String job, String description, List<TableRewind> tables) {
    this.lake = lake;
    this.job = job;
    this.description = description;
    this.tables = tables;
  }

  /**
   * To the tables as a savepoint or checkpoint on disk knows them.
   *
   * @throws IOException when there is none at the path, or it cannot be read
   */
  public static Rewind toSavepoint(LakeTables lake, String job, String path) throws IOException {
    return plan(lake, job, new SavepointTarget(CheckpointHeads.ofSavepoint(path), job, path));
  }

  /**
   * To the snapshots with that tag.
   *
   * @throws RewindException when the ledger has no such tag
   */
  public static Rewind toTag(LakeTables lake, String job, String tag) {
    JobLedger ledger = JobLedger.of(lake, job);
    return plan(lake, job, new TagTarget(tag, ledger, byTime(lake, job, ledger)));
  }

  private static String byTime(LakeTables lake, String job, JobLedger ledger) {
    Snapshot newest = ledger.history.newest();
    if (newest == null) {
      return "the job " + job + " has committed nothing to go back to";
    }

    String time = Instant.ofEpochMilli(newest.timestampMillis()).toString();
    return "name a time, here that of the newest commit: "
        + ShellCommand.of("rewind", "--at", time, "--job", job).with(lake.options().arguments());
  }

  /**
   * To the rows of that checkpoint and those before it.
   *
   * @param run the run that took it, or null when only one did
   * @throws RewindException when the ledger does not tell
   */
  public static Rewind toCheckpoint(LakeTables lake, String job, long checkpointId, String run) {
    JobLedger ledger = JobLedger.of(lake, job);
    return plan(
        lake, job, LedgerTarget.checkpoint(ledger, checkpointId, run, ledger.ahead(lake, job)));
  }

  /**
   * To what an earlier rewind has left behind.
   *
   * @param snapshotId of the ledger, as in the name of its branch
   * @throws RewindException when the ledger has it no more
   */
  public static Rewind toLeftBehind(LakeTables lake, String job, long snapshotId) {
    return plan(lake, job, LeftBehindTarget.of(JobLedger.of(lake, job), job, snapshotId));
  }

  /**
   * To what was in all tables at that time.
   *
   * @throws RewindException when the ledger does not reach back so far
   */
  public static Rewind toTime(LakeTables lake, String job, Instant time) {
    return plan(lake, job, LedgerTarget.at(JobLedger.of(lake, job), time));
  }

  /** Where it goes, in words. */
  public String description() {
    return description;
  }

  /** The tables that the job has written to, the ledger first. */
  public List<TableRewind> tables() {
    return tables;
  }

  /**
   * What brings the tables forward again: where the ledger is before it is moved; where all are
   * moved already, what an earlier rewind has left behind; or empty.
   */
  public Optional<Long> wayForward() {
    if (isDone()) {
      return tables.get(0).leftBehind();
    }

    return tables.stream()
        .filter(table -> table.move() != Move.STAYS)
        .findFirst()
        .flatMap(moves -> tables.get(0).head());
  }

  /** True when every table is where it should be. */
  public boolean isDone() {
    return tables.stream().allMatch(table -> table.move() == Move.STAYS);
  }

  /** True when something is in the way that cannot be left behind. */
  public boolean isBlocked(Others others) {
    return tables.stream()
        .anyMatch(
            table ->
                table.move() == Move.BLOCKED
                    && !(others == Others.LEAVE_BEHIND && table.isBlockedByOthers()));
  }

  /**
   * Moves the tables. A failure leaves some moved and others not: plan and run it again.
   *
   * @throws RewindException when something is in the way; then nothing was moved
   * @throws io.eventlake.connector.iceberg.LakeException when somebody else holds the lake, a
   *     rebuild for example; then nothing was moved
   */
  public void run(Others others) {
    if (isBlocked(others)) {
      throw new RewindException("Nothing was moved: something is in the way");
    }

    try (LakeLease lease = LakeLease.take(lake, "a rewind of " + job)) {
      for (TableRewind table : tables) {
        if (table.move() != Move.STAYS) {
          lease.require();
          table.run();
        }
      }
    }
  }

  /** What to do with rows that others committed after the target. */
  public enum Others {
    IN_THE_WAY,
    LEAVE_BEHIND
  }

  private static Rewind plan(LakeTables lake, String job, RewindTarget target) {
    List<TableName> names = new ArrayList<>(lake.set().tables());
    names.remove(lake.set().ledger());
    names.add(0, lake.set().ledger());
    List<TableRewind> tables = new ArrayList<>();
    for (TableName name : names) {
      Table table = lake.load(name);
      if (JobLedger.isWrittenBy(job, table)) {
        tables.add(TableRewind.plan(name, table, job, target));
      }
    }

    if (tables.isEmpty()) {
      throw new RewindException("No table holds a commit of the job " + job);
    }

    return new Rewind(lake, job, target.description(), tables);
  }
}
