package io.eventlake.connector.iceberg.sink;

import io.eventlake.connector.iceberg.sink.FencedOperations.AlreadyCommittedException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.WriteResult;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.iceberg.util.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the files of one checkpoint to one table, once: as an append where there are no
 * retractions, as a row delta else, and as several of them at once where later files have deletes
 * for rows of earlier ones ({@link CommitSteps}).
 *
 * <p>It does not trust the writers: rows handed over are compared with the records of the files
 * before the commit, and with those of its snapshots after it (design: faults, 23). Nor does it
 * commit behind another run of the same job (faults, 4).
 */
final class TableCommit {

  private static final Logger LOG = LoggerFactory.getLogger(TableCommit.class);

  private static final int ATTEMPTS = 5;
  private static final long MIN_WAIT_MILLIS = 100;
  private static final long MAX_WAIT_MILLIS = 5_000;
  private static final long TOTAL_WAIT_MILLIS = 60_000;

  private final Table table;
  private final String job;
  private final CommitOptions options;
  private String head;

  /**
   * @param head id of the job's newest commit in the table as this run knows it, or null
   */
  TableCommit(Table table, String job, CommitOptions options, String head) {
    this.table = table;
    this.job = job;
    this.options = options;
    this.head = head;
  }

  /** Id of the job's newest commit in the table as this run knows it, or null. */
  String head() {
    return head;
  }

  /**
   * Commits, unless the table holds the commit already.
   *
   * @param empty whether a checkpoint without rows for this table makes a snapshot, too
   * @return false when there was nothing to commit
   */
  boolean commit(PendingCommit commit, List<WrittenFiles> written, EmptyCommits empty) {
    long addedRows = written.stream().mapToLong(part -> part.addedRows).sum();
    boolean nothing = written.stream().allMatch(part -> FilesFormat.isEmpty(part.files));
    if (nothing && addedRows > 0) {
      throw new LostRowsException(table.name(), commit.checkpointId, addedRows, 0);
    }

    if (nothing && empty == EmptyCommits.SKIP) {
      return false;
    }

    Tasks.foreach(((HasTableOperations) table).operations())
        .retry(ATTEMPTS)
        .exponentialBackoff(MIN_WAIT_MILLIS, MAX_WAIT_MILLIS, TOTAL_WAIT_MILLIS, 2)
        // A refusal of the table itself does not heal; anything of catalog and store may.
        .stopRetryOn(
            ValidationException.class,
            MovedOnException.class,
            LostRowsException.class,
            RestoreRefusedException.class)
        .run(operations -> commitOnce(operations, written, addedRows, commit));
    head = commit.commitId;
    verifySnapshots(addedRows, commit);
    return true;
  }

  /**
   * One attempt. A failed one may have committed all the same, its answer lost: the next finds out
   * from the table.
   */
  private boolean commitOnce(
      TableOperations operations,
      List<WrittenFiles> written,
      long addedRows,
      PendingCommit commit) {
    operations.refresh();
    if (FencedOperations.holds(operations.current(), commit)) {
      return false;
    }

    // A writer that started later may have met partitions that are newer than the first look here.
    List<WriteResult> steps = CommitSteps.of(written, operations.current().specsById());
    verifyRecords(steps, addedRows, commit);
    FilePlaces.verify(operations.current(), table.name(), steps, commit);
    try {
      TableOperations fenced = new FencedOperations(operations, table.name(), job, head, commit);
      update(new BaseTable(fenced, table.name()), steps, commit);
      return true;
    } catch (AlreadyCommittedException e) {
      LOG.info("{}: {} was committed by another attempt", table.name(), commit.commitId);
      return false;
    }
  }

  /** What to do with a checkpoint that has no rows for a table. */
  enum EmptyCommits {
    SKIP,
    COMMIT
  }

  /** A snapshot for each step: all of them, or none. */
  private void update(Table fenced, List<WriteResult> steps, PendingCommit commit) {
    Transaction transaction = fenced.newTransaction();
    for (WriteResult files : steps) {
      update(transaction, files, commit);
    }

    transaction.commitTransaction();
  }

  private void update(Transaction transaction, WriteResult files, PendingCommit commit) {
    if (files.deleteFiles().length == 0) {
      AppendFiles append = transaction.newAppend();
      for (DataFile file : files.dataFiles()) {
        append.appendFile(file);
      }

      commit(append, commit);
      return;
    }

    // Without validation: an equality delete is for all rows before it, however far a retry moves
    // it, and a position delete for a file of this very commit, which nobody can have removed. The
    // search would read the manifests of all row deltas, and fail where snapshots have expired.
    RowDelta delta = transaction.newRowDelta();
    for (DataFile file : files.dataFiles()) {
      delta.addRows(file);
    }

    List.of(files.deleteFiles()).forEach(delta::addDeletes);
    commit(delta, commit);
  }

  private void commit(SnapshotUpdate<?> update, PendingCommit commit) {
    for (Map.Entry<String, String> entry :
        CommitSummary.of(commit, job, options.labels).entrySet()) {
      update.set(entry.getKey(), entry.getValue());
    }

    update.commit();
  }

  private void verifyRecords(List<WriteResult> steps, long addedRows, PendingCommit commit) {
    long records =
        steps.stream()
            .flatMap(files -> Stream.of(files.dataFiles()))
            .mapToLong(DataFile::recordCount)
            .sum();
    if (records != addedRows) {
      throw new LostRowsException(table.name(), commit.checkpointId, addedRows, records);
    }
  }

  private void verifySnapshots(long addedRows, PendingCommit commit) {
    table.refresh();
    boolean found = false;
    long added = 0;
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (commit.commitId.equals(JobHistory.commitId(snapshot))) {
        found = true;
        added +=
            Long.parseLong(
                snapshot.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"));
      } else if (found) {
        break;
      }
    }

    if (!found || added != addedRows) {
      throw new LostRowsException(table.name(), commit.checkpointId, addedRows, added);
    }
  }
}
