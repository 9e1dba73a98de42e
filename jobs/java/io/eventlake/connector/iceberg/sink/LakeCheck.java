package io.eventlake.connector.iceberg.sink;

import io.eventlake.config.Place;
import io.eventlake.connector.check.Finding;
import io.eventlake.connector.iceberg.FamilyCommands;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableDiff;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;

/** Looks at a lake before a job writes to it: tables, store, and whether a state fits them. */
public final class LakeCheck {

  private static final String TABLES = "tables";
  private static final String STORE = "warehouse";
  private static final String STATE = "state";

  private final LakeTables lake;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param lake the tables of the job
   */
  public LakeCheck(LakeTables lake) {
    this.lake = lake;
  }

  /**
   * One finding for each thing that was looked at.
   *
   * @param job by whose name its commits are known
   * @param restoreFrom the savepoint that it starts from, or null
   * @param others what else could write the tables
   * @param access whether a file may be written to the warehouse and deleted again
   */
  public List<Finding> run(String job, String restoreFrom, StateFit.Others others, Access access) {
    try {
      if (tables()) {
        LedgerOwner.require(lake, job);
        store(access);
        state(job, restoreFrom, others);
      }
    } catch (LakeException e) {
      findings.add(Finding.fail(TABLES, e.getMessage()));
    }

    return findings;
  }

  /** What the check may do to the warehouse. */
  public enum Access {
    READ,
    WRITE
  }

  /** Returns whether all of them are there. */
  private boolean tables() {
    List<TableDiff> diffs = lake.diff();
    lake.misplaced().forEach(sentence -> findings.add(Finding.fail(TABLES, sentence)));
    String blockers = describe(diffs, true);
    String differences = describe(diffs, false);
    if (!blockers.isEmpty()) {
      findings.add(
          Finding.fail(
              TABLES,
              "A job refuses to start: " + blockers + ". Run: " + FamilyCommands.apply(lake)));
    } else if (!differences.isEmpty()) {
      findings.add(
          Finding.warn(
              TABLES,
              "They differ from their definitions: "
                  + differences
                  + ". Run: "
                  + FamilyCommands.apply(lake)));
    } else {
      findings.add(Finding.ok(TABLES, asDefined(lake.names())));
    }

    return lake.set().tables().stream().allMatch(lake::exists);
  }

  private static String asDefined(List<TableName> names) {
    return names.size() == 1
        ? names.get(0) + " is as defined"
        : "all " + names.size() + " are as defined";
  }

  /** A table that is only read does not keep the job from starting. */
  private boolean isBlocked(TableDiff diff) {
    return lake.set().contains(diff.table()) && !diff.blockers().isEmpty();
  }

  private String describe(List<TableDiff> diffs, boolean blockers) {
    return diffs.stream()
        .filter(diff -> !blockers || isBlocked(diff))
        .map(
            diff ->
                diff.table()
                    + ": "
                    + (blockers ? diff.blockers() : diff.changes())
                        .stream().map(Object::toString).collect(Collectors.joining(", ")))
        .collect(Collectors.joining("; "));
  }

  private void store(Access access) {
    Table table = lake.load(lake.set().ledger());
    String probe = lake.location(lake.set().ledger()) + "/metadata/.doctor-" + UUID.randomUUID();
    String call = "a look for a file";
    try {
      FileIO files = table.io();
      boolean there = files.newInputFile(probe).exists();
      if (access == Access.WRITE && !there) {
        call = "writing a file";
        try (OutputStream out = files.newOutputFile(probe).create()) {
          out.write('x');
        }

        call = "deleting a file";
        files.deleteFile(probe);
      }

      findings.add(
          Finding.ok(
              STORE,
              access == Access.WRITE
                  ? "files can be written to " + lake.options().warehouse + " and deleted"
                  : lake.options().warehouse
                      + " answers; whether it can be written was not tried"));
    } catch (IOException | RuntimeException e) { // stores have exceptions of their own
      findings.add(
          Finding.fail(
              STORE,
              "In "
                  + lake.options().warehouse
                  + " "
                  + call
                  + " is answered with: "
                  + e.getMessage()
                  + remedy()));
    }
  }

  private String remedy() {
    return Place.isOnS3(lake.options().warehouse)
        ? "; check lake.warehouse, and the role's s3:GetObject, s3:PutObject, s3:DeleteObject and"
            + " s3:ListBucket"
        : "; check lake.warehouse and its disk; with --read-only nothing is written";
  }

  private void state(String job, String restoreFrom, StateFit.Others others) {
    if (restoreFrom == null) {
      withoutState(job);
      return;
    }

    try {
      long checkpoint = new StateFit(lake, job).require(restoreFrom, others);
      findings.add(
          Finding.ok(STATE, "the tables fit checkpoint " + checkpoint + " of " + restoreFrom));
    } catch (RestoreRefusedException e) {
      findings.add(Finding.fail(STATE, e.getMessage()));
    } catch (IOException e) {
      findings.add(Finding.fail(STATE, e.getMessage() + "; correct local.restore-from"));
    }
  }

  private void withoutState(String job) {
    LastCommit last = LastCommit.of(lake, job).orElse(null);
    if (last == null) {
      findings.add(Finding.ok(STATE, "no run of " + job + " has written to these tables"));
      return;
    }

    findings.add(
        Finding.warn(
            STATE,
            "A run of "
                + job
                + " has written here, last "
                + last
                + ", and a start without its state is refused: restore it, with run --resume,"
                + " local.restore-from or a snapshot of the service, or name a new warehouse"));
  }
}
