package io.eventlake.connector.iceberg.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.FencedOperations.AlreadyCommittedException;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit is refused at the swap of the metadata when the base already holds it. */
class FencedOperationsTest {

  private static final String JOB = "clickstream";
  private static final long TWO_HOURS = 7_200_000L;

  @TempDir private Path warehouse;

  private LakeTables tables;

  @BeforeEach
  void open() {
    tables =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    tables.apply();
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void aCommitOfAnotherAfterTheLookIsFoundAtTheSwap() {
    PendingCommit commit = commit("one");
    TableOperations zombie = operations(table());
    assertThat(FencedOperations.holds(zombie.current(), commit)).isFalse();
    append(operations(table()), commit);

    assertThatThrownBy(() -> append(zombie, commit))
        .isInstanceOf(AlreadyCommittedException.class)
        .hasMessage("commit one is in the table");

    assertThat(table().snapshots()).hasSize(1);
  }

  @Test
  void commitsOfOthersInBetweenDoNotHideIt() {
    PendingCommit commit = commit("one");
    append(operations(table()), commit);
    append(operations(table()), commit("two"));
    table().newAppend().commit();

    assertThatThrownBy(() -> append(operations(table()), commit))
        .isInstanceOf(AlreadyCommittedException.class);
    assertThat(table().snapshots()).hasSize(3);
  }

  @Test
  void anotherCommitGetsThrough() {
    append(operations(table()), commit("one"));
    append(operations(table()), commit("two"));

    assertThat(table().snapshots()).hasSize(2);
  }

  @Test
  void whatIsNoLongerInTheAncestryCanBeCommittedAgain() {
    append(operations(table()), commit("one"));
    long first = table().currentSnapshot().snapshotId();
    PendingCommit second = commit("two");
    append(operations(table()), second);

    table().manageSnapshots().rollbackTo(first).commit();
    append(operations(table()), second);

    assertThat(FencedOperations.holds(operations(table()).current(), second)).isTrue();
  }

  @Test
  void ofTwoRunsThatStartedFromTheSameTableTheSecondToCommitIsRefused() {
    append(operations(table()), commit("one"));
    append(operations(table()), commit("two of a"), "one");

    assertThatThrownBy(() -> append(operations(table()), commit("two of b"), "one"))
        .isInstanceOf(MovedOnException.class)
        .hasMessageStartingWith(
            "Another run of clickstream writes these tables: it last committed checkpoint 1 of run"
                + " run at ")
        .hasMessageContaining(", to sessions. This run has stopped");
    assertThat(table().snapshots()).hasSize(2);
  }

  @Test
  void aTableThatIsMovedBackUnderARunIsNotWrittenByItAnyMore() {
    append(operations(table()), commit("one"));
    long first = table().currentSnapshot().snapshotId();
    append(operations(table()), commit("two"));
    table().manageSnapshots().rollbackTo(first).commit();

    assertThatThrownBy(() -> append(operations(table()), commit("three"), "two"))
        .isInstanceOf(MovedOnException.class)
        .hasMessageStartingWith("sessions was moved back behind this run's commits.");
  }

  @Test
  void aCommitThatHasExpiredBelowAnothersDoesNotStopARun() {
    append(operations(table()), commit("one"));
    table().newAppend().commit();
    table().expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    append(operations(table()), commit("two"), "one");

    assertThat(JobHistory.newest(operations(table()).current(), JOB).summary())
        .containsEntry(CommitSummary.COMMIT_ID, "two");
  }

  /** It need not read a table's whole history: no older snapshot can hold the commit. */
  @Test
  void looksNoFurtherBackThanTheCheckpoint() {
    PendingCommit commit = commit("one");
    append(operations(table()), commit);

    commit.createdMillis = table().currentSnapshot().timestampMillis() + TWO_HOURS;

    assertThat(FencedOperations.holds(operations(table()).current(), commit)).isFalse();
  }

  private static PendingCommit commit(String id) {
    PendingCommit commit = new PendingCommit();
    commit.commitId = id;
    commit.runId = "run";
    commit.written = new WrittenFiles[0];
    return commit;
  }

  private Table table() {
    return tables.load(TableName.SESSIONS);
  }

  private static TableOperations operations(Table table) {
    return ((HasTableOperations) table).operations();
  }

  /** A run that knows the table as it is. */
  private static void append(TableOperations operations, PendingCommit commit) {
    Snapshot newest = JobHistory.newest(operations.current(), JOB);
    append(operations, commit, newest == null ? null : JobHistory.commitId(newest));
  }

  private static void append(TableOperations operations, PendingCommit commit, String head) {
    new BaseTable(new FencedOperations(operations, "sessions", JOB, head, commit), "sessions")
        .newAppend()
        .set(CommitSummary.JOB, JOB)
        .set(CommitSummary.RUN_ID, commit.runId)
        .set(CommitSummary.CHECKPOINT_ID, "1")
        .set(CommitSummary.COMMIT_ID, commit.commitId)
        .commit();
  }
}
