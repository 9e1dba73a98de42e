package io.eventlake.connector.iceberg.sink;

import static io.eventlake.connector.iceberg.sink.SinkHarness.count;
import static io.eventlake.connector.iceberg.sink.SinkHarness.segment;
import static io.eventlake.connector.iceberg.sink.SinkHarness.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.lake.rewind.Rewind;
import io.eventlake.lake.rewind.Rewind.Others;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.CommittedLake;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restored job goes on only where its tables are at the restored checkpoint (faults, 8). */
class RestoreGuardTest {

  @TempDir private Path warehouse;

  private SinkHarness sink;

  @BeforeEach
  void open() throws Exception {
    sink = new SinkHarness(warehouse);
  }

  @AfterEach
  void close() throws Exception {
    sink.close();
  }

  @Test
  void anOlderCheckpointIsRefusedWithTheWayBack() throws Exception {
    OperatorSubtaskState older = checkpoint(1);
    checkpoint(2);
    checkpoint(3);
    String run = sink.run();

    assertThatThrownBy(() -> sink.restart(older))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessage(
            "The tables do not fit checkpoint 0, from which this job was to go on:"
                + " ops.record_counts holds 2 later commits, the newest of checkpoint 3;"
                + " silver.sessions holds 2 later commits, the newest of checkpoint 3. Nothing was"
                + " committed. Move the tables back to it, then start the job again: ./eventlake"
                + " rewind --to-checkpoint 1 --of-run "
                + run
                + " --job clickstream --set lake.warehouse="
                + warehouse
                + " --run");
    assertThat(rows()).isEqualTo(3);
  }

  @Test
  void beforeTheFirstCommitTheWayBackIsTheSavepointItself() throws Exception {
    OperatorSubtaskState none = sink.snapshot(1);
    checkpoint(2);

    assertThatThrownBy(() -> sink.restart(none))
        .rootCause()
        .hasMessageEndingWith("rewind --to-savepoint and its path, then start the job again");
  }

  /** Where the cluster gives two starts one id, a checkpoint's number says nothing. */
  @Test
  void theWayBackIsATimeWhereTwoStartsHaveOneId(@TempDir Path directory) {
    String ledger = CommittedLake.LEDGER.toString();
    try (CommittedLake lake = new CommittedLake(directory)) {
      lake.checkpoint("a", 8);
      Instant committed = lake.time();
      lake.checkpoint("a", 1);
      RestoreGuard guard = new RestoreGuard(CommittedLake.JOB, lake.lake.lake());

      assertThatThrownBy(
              () ->
                  guard.check(
                      new CheckpointHeads(8, List.of(), Map.of(ledger, "a-8")),
                      Map.of(ledger, lake.lake.load(CommittedLake.LEDGER))))
          .hasMessageContaining("./eventlake rewind --at " + committed + " --job clickstream");
    }
  }

  /** It must not take the rows of the other away. */
  @Test
  void aRunThatFailedBesideAnotherIsToldOfThatOneAndOfNoWayBack() throws Exception {
    OperatorSubtaskState state = checkpoint(1);
    Table sessions = sink.table(TableName.SESSIONS);
    String known = JobHistory.commitId(sessions.currentSnapshot());
    try (SinkHarness other = new SinkHarness(warehouse, state)) {
      other.write(session(RowKind.INSERT, "other", 0), count(1)).snapshot(2);
      other.complete(2);
      sessions.refresh();

      String name = TableName.SESSIONS.toString();
      CheckpointHeads heads = new CheckpointHeads(1, List.of(), Map.of(name, known));
      RestoreGuard guard = new RestoreGuard(SinkHarness.JOB, null).restarted(sink.run()).alone();
      assertThatThrownBy(() -> guard.check(heads, Map.of(name, sessions)))
          .isInstanceOf(RestoreRefusedException.class)
          .hasMessageStartingWith(
              "Another run of clickstream writes these tables: it last committed checkpoint 2 of"
                  + " run "
                  + other.run()
                  + " at ")
          .hasMessageNotContaining("./eventlake");
    }
  }

  @Test
  void aStartBesideAnotherRunIsToldSoUntilThatHasBeenQuietForAMinute() throws Exception {
    OperatorSubtaskState state = checkpoint(1);
    try (SinkHarness other = new SinkHarness(warehouse, state)) {
      other.write(session(RowKind.INSERT, "other", 0), count(1)).snapshot(2);
      other.complete(2);
    }

    long now = System.currentTimeMillis();
    sink.startsAt(now);
    assertThatThrownBy(() -> sink.restart(state))
        .rootCause()
        .hasMessageStartingWith("Another run of clickstream writes these tables")
        .hasMessageNotContaining("./eventlake");
    sink.startsAt(now + 61_000);
    assertThatThrownBy(() -> sink.restart(state))
        .rootCause()
        .hasMessageContaining("./eventlake rewind --to-checkpoint 1 --of-run ");
  }

  @Test
  void afterTheWayBackItGoesOnAndNothingIsTwice() throws Exception {
    OperatorSubtaskState older = checkpoint(1);
    checkpoint(2);
    Rewind.toCheckpoint(sink.tables(), SinkHarness.JOB, 1, null).run(Others.IN_THE_WAY);

    sink.restart(older);
    checkpoint(2);

    assertThat(rows()).isEqualTo(2);
  }

  /** Its one table tells what the ledger tells for others. */
  @Test
  void aJobWithoutCountsIsRefusedAndGoesBackLikeAnyOther() throws Exception {
    try (SinkHarness other = SinkHarness.ofSegments(warehouse)) {
      OperatorSubtaskState older = other.write(segment("s1")).snapshot(1);
      other.complete(1).write(segment("s2")).snapshot(2);
      long then = other.table(SegmentTables.USER_SEGMENTS).currentSnapshot().timestampMillis();
      other.complete(2);

      assertThatThrownBy(() -> other.restart(older))
          .rootCause()
          .hasMessageContaining(
              "silver.user_segments holds 1 later commit, the newest of checkpoint 2")
          .hasMessageContaining("--job segments");
      assertThat(Rewind.toTime(other.tables(), "segments", Instant.ofEpochMilli(then)).tables())
          .extracting(table -> table.name().toString())
          .containsExactly("silver.user_segments");
      Rewind.toCheckpoint(other.tables(), "segments", 1, null).run(Others.IN_THE_WAY);
      other.restart(older).write(segment("s3")).snapshot(2);
      other.complete(2);
      assertThat(other.table(SegmentTables.USER_SEGMENTS).currentSnapshot().summary())
          .containsEntry("total-records", "2");
    }
  }

  @Test
  void aCheckpointWhoseOwnCommitIsStillToComeFits() throws Exception {
    checkpoint(1);
    OperatorSubtaskState pending = write(2);

    sink.restart(pending);

    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aSavepointBetweenTwoCheckpointsFitsUntilTheNextCommit() throws Exception {
    checkpoint(1);
    OperatorSubtaskState savepoint = write(2);
    write(3);
    sink.complete(3);

    assertThatThrownBy(() -> sink.restart(savepoint))
        .hasRootCauseInstanceOf(RestoreRefusedException.class);
    Rewind.toCheckpoint(sink.tables(), SinkHarness.JOB, 2, null).run(Others.IN_THE_WAY);
    sink.restart(savepoint);

    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void oneTableAheadOfTheOthersIsEnough() throws Exception {
    OperatorSubtaskState older = checkpoint(1);
    sink.write(session(RowKind.INSERT, "only", 0)).snapshot(2);
    sink.complete(2);

    assertThatThrownBy(() -> sink.restart(older))
        .rootCause()
        .hasMessageContaining("silver.sessions holds 1");
  }

  @Test
  void aTableMovedTooFarBackIsToldApart() throws Exception {
    checkpoint(1);
    Table sessions = sink.table(TableName.SESSIONS);
    long first = sessions.currentSnapshot().snapshotId();
    checkpoint(2);
    OperatorSubtaskState newer = checkpoint(3);
    OperatorSubtaskState newest = sink.snapshot(4);
    assertThat(newer).isNotNull();
    sessions.manageSnapshots().setCurrentSnapshot(first).commit();

    assertThatThrownBy(() -> sink.restart(newest))
        .rootCause()
        .hasMessageContaining("silver.sessions lacks the commit that the checkpoint found there")
        .hasMessageContaining("Start it from a newer savepoint");
  }

  @Test
  void commitsOfOthersOnTopDoNotMatter() throws Exception {
    checkpoint(1);
    OperatorSubtaskState state = sink.snapshot(2);
    sink.table(TableName.SESSIONS).newAppend().set("eventlake.job", "another").commit();
    UpdateProperties change = sink.table(TableName.SESSIONS).updateProperties();
    change.set("a", "b").commit();

    sink.restart(state);
    checkpoint(3);

    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void whatHasExpiredCanNotBeProvedAndIsRefused() throws Exception {
    checkpoint(1);
    OperatorSubtaskState state = sink.snapshot(2);
    Table sessions = sink.table(TableName.SESSIONS);
    sessions.newAppend().commit();
    sessions.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    assertThatThrownBy(() -> sink.restart(state))
        .rootCause()
        .hasMessageContaining("silver.sessions has no snapshot left that tells its checkpoint");
  }

  /** Its first commit was made after the checkpoint, and would be made once more. */
  @Test
  void aPendingCommitThatMayHaveBeenMadeAndExpiredIsRefused() throws Exception {
    OperatorSubtaskState state = write(1);
    sink.complete(1);
    Table sessions = sink.table(TableName.SESSIONS);
    sessions.newAppend().commit();
    sessions.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    assertThatThrownBy(() -> sink.restart(state))
        .rootCause()
        .hasMessageContaining("silver.sessions has no snapshot left that tells its checkpoint");
  }

  @Test
  void aRunWithoutStateIsRefusedWhereTheTablesHaveCommitsUnlessThatIsMeant() throws Exception {
    checkpoint(5);
    Instant committed = LastCommit.of(sink.tables(), SinkHarness.JOB).orElseThrow().time();

    assertThatThrownBy(() -> sink.restart(null))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(RestoreRefusedException.class)
        .hasMessageStartingWith(
            "The job clickstream has committed to these tables, last checkpoint 5 of run ")
        .hasMessageContaining("job.again-as-of");
    assertThatThrownBy(() -> sink.again(committed.minusMillis(1)))
        .as("what was meant was an earlier start")
        .hasRootCauseInstanceOf(RestoreRefusedException.class);
    sink.again(committed);
    checkpoint(1);

    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void aRunWithoutStateThatFailsBeforeItsFirstCommitStartsOnceMore() throws Exception {
    write(1);

    sink.restart(null);
    checkpoint(1);

    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void aSecondRunBesideTheFirstStopsOneOfThem() throws Exception {
    OperatorSubtaskState state = checkpoint(1);
    try (SinkHarness second = new SinkHarness(warehouse, state)) {
      second.write(session(RowKind.INSERT, "second", 0), count(1)).snapshot(2);
      second.complete(2);

      assertThatThrownBy(() -> checkpoint(2))
          .as("it does not restart inside")
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .isInstanceOf(MovedOnException.class)
          .hasMessageStartingWith(
              "Another run of clickstream writes these tables: it last committed checkpoint 2 of"
                  + " run "
                  + second.run())
          .hasMessageNotContaining("rewind");
      assertThat(rows()).isEqualTo(2);
    }
  }

  /** A session and its count, written and committed with the checkpoint. */
  private OperatorSubtaskState checkpoint(long id) throws Exception {
    OperatorSubtaskState state = write(id);
    sink.complete(id);
    return state;
  }

  private OperatorSubtaskState write(long id) throws Exception {
    return sink.write(session(RowKind.INSERT, "s" + id, 0), count(1)).snapshot(id);
  }

  private long rows() {
    return Long.parseLong(
        sink.table(TableName.SESSIONS).currentSnapshot().summary().get("total-records"));
  }
}
