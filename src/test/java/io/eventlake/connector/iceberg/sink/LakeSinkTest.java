package io.eventlake.connector.iceberg.sink;

import static io.eventlake.connector.iceberg.sink.SinkHarness.count;
import static io.eventlake.connector.iceberg.sink.SinkHarness.segment;
import static io.eventlake.connector.iceberg.sink.SinkHarness.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.job.Lakes;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.types.RowKind;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold between the steps of a commit (design: faults, 15 to 23). */
class LakeSinkTest {

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
  void rowsAppearWithTheirCheckpointAndNotBefore() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0), count(1));
    sink.snapshot(7);
    assertThat(sessions()).isEmpty();

    sink.complete(7);

    assertThat(sessions()).containsExactly("a 0");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.CHECKPOINT_ID))
        .containsExactly("7");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.JOB_VERSION))
        .containsExactly("test");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.RUN_ID).get(0))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void rowsThatWaitForTheirCheckpointAreMeasured() throws Exception {
    long minuteAhead = System.currentTimeMillis() + 60_000;
    sink.clock(minuteAhead);
    assertThat(sink.metrics().value("secondsUncommitted")).isZero();

    sink.write(session(RowKind.INSERT, "a", 0), count(1));
    sink.snapshot(7);
    assertThat(sink.metrics().value("secondsUncommitted")).isBetween(30L, 60L);
    assertThat(sink.metrics().value("committedRows{table=silver_sessions}")).isZero();

    sink.complete(7);
    sink.clock(minuteAhead + 5_000);
    assertThat(sink.metrics().value("secondsUncommitted")).isZero();
    assertThat(sink.metrics().value("secondsSinceLastCommit{table=silver_sessions}")).isEqualTo(5);
    assertThat(sink.metrics().value("committedRows{table=silver_sessions}")).isEqualTo(1);
    assertThat(sink.metrics().value("lakeCommits")).isEqualTo(1);
  }

  @Test
  void anAppendNeedsNoDeleteFileAndACorrectionLeavesOneRow() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0), session(RowKind.INSERT, "b", 0));
    sink.snapshot(1);
    sink.complete(1);
    assertThat(deleteFiles()).isZero();

    sink.write(session(RowKind.UPDATE_BEFORE, "a", 0), session(RowKind.UPDATE_AFTER, "a", 1));
    sink.snapshot(2);
    sink.complete(2);

    assertThat(sessions()).containsExactly("a 1", "b 0");
    assertThat(deleteFiles()).isEqualTo(1);
  }

  @Test
  void aRowWrittenAndCorrectedWithinOneCheckpointIsOneRow() throws Exception {
    sink.write(
        session(RowKind.INSERT, "a", 0),
        session(RowKind.UPDATE_BEFORE, "a", 0),
        session(RowKind.UPDATE_AFTER, "a", 1));
    sink.snapshot(1);
    sink.complete(1);

    assertThat(sessions()).containsExactly("a 1");
  }

  @Test
  void aRowOfACheckpointThatWasGivenUpIsCorrectedInTheNext() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0));
    sink.snapshot(1);
    sink.complete(1);

    sink.write(session(RowKind.INSERT, "b", 0), session(RowKind.INSERT, "c", 0), count(1));
    sink.giveUp(2);
    sink.write(
        session(RowKind.UPDATE_BEFORE, "a", 0),
        session(RowKind.UPDATE_AFTER, "a", 1),
        session(RowKind.UPDATE_BEFORE, "b", 0),
        session(RowKind.UPDATE_AFTER, "b", 1));
    sink.giveUp(3);
    sink.write(session(RowKind.UPDATE_BEFORE, "b", 1), session(RowKind.UPDATE_AFTER, "b", 2));
    sink.write(count(2)).snapshot(4);
    sink.complete(4);

    assertThat(sessions()).containsExactly("a 1", "b 2", "c 0");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.CHECKPOINT_ID))
        .containsExactly("1", "4", "4", "4");
    assertThat(sink.summaries(TableName.RECORD_COUNTS, CommitSummary.CHECKPOINT_ID))
        .containsExactly("1", "4");
  }

  @Test
  void filesOfCheckpointsThatWereGivenUpAreOneSnapshotWithoutCorrections() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0));
    sink.giveUp(1);
    sink.write(session(RowKind.INSERT, "b", 0));
    sink.giveUp(2);
    sink.write(session(RowKind.INSERT, "c", 0)).endInput();
    sink.snapshot(3);
    sink.complete(3);

    assertThat(sessions()).containsExactly("a 0", "b 0", "c 0");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.CHECKPOINT_ID))
        .containsExactly("3");
  }

  @Test
  void aRowOfACheckpointThatWasGivenUpIsCorrectedBeforeTheEndOfTheInput() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0));
    sink.giveUp(1);
    sink.write(session(RowKind.UPDATE_BEFORE, "a", 0), session(RowKind.UPDATE_AFTER, "a", 1));
    OperatorSubtaskState last = sink.endInput().snapshot(2);

    sink.restart(last).restart(last);

    assertThat(sessions()).containsExactly("a 1");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.CHECKPOINT_ID)).hasSize(2);
  }

  @Test
  void aRowCorrectedWithinOneCheckpointWhereOlderSnapshotsHaveExpired() throws Exception {
    for (int checkpoint = 1; checkpoint <= 2; checkpoint++) {
      sink.write(session(RowKind.INSERT, "s" + checkpoint, 0)).snapshot(checkpoint);
      sink.complete(checkpoint);
    }

    sink.table(TableName.SESSIONS)
        .expireSnapshots()
        .expireOlderThan(Long.MAX_VALUE)
        .retainLast(1)
        .commit();
    sink.write(
        session(RowKind.INSERT, "a", 0),
        session(RowKind.UPDATE_BEFORE, "a", 0),
        session(RowKind.UPDATE_AFTER, "a", 1));
    sink.snapshot(3);
    sink.complete(3);

    assertThat(sessions()).containsExactly("a 1", "s1 0", "s2 0");
  }

  @Test
  void crashBeforeTheCheckpointLosesOnlyWhatIsReadAgain() throws Exception {
    OperatorSubtaskState first = sink.write(session(RowKind.INSERT, "a", 0)).snapshot(1);
    sink.complete(1).write(session(RowKind.INSERT, "b", 0));
    sink.snapshot(2);

    sink.restart(first).write(session(RowKind.INSERT, "b", 0));
    sink.snapshot(3);
    sink.complete(3);

    assertThat(sessions()).containsExactly("a 0", "b 0");
  }

  @Test
  void crashAfterTheCheckpointBeforeTheCommit() throws Exception {
    OperatorSubtaskState state = sink.write(session(RowKind.INSERT, "a", 0), count(1)).snapshot(1);

    sink.restart(state);

    assertThat(sessions()).containsExactly("a 0");
  }

  @Test
  void crashAfterTheCommitBeforeItsNotification() throws Exception {
    OperatorSubtaskState state = sink.write(session(RowKind.INSERT, "a", 0), count(1)).snapshot(1);
    sink.complete(1);

    sink.restart(state).restart(state);
    sink.write(session(RowKind.INSERT, "b", 0));
    sink.snapshot(2);
    sink.complete(2);

    assertThat(sessions()).containsExactly("a 0", "b 0");
    assertThat(sink.summaries(TableName.RECORD_COUNTS, CommitSummary.CHECKPOINT_ID))
        .containsExactly("1", "2");
  }

  @Test
  void aMissedNotificationIsMadeUpForByTheNext() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0)).snapshot(1);
    sink.write(session(RowKind.UPDATE_BEFORE, "a", 0), session(RowKind.UPDATE_AFTER, "a", 1));
    sink.snapshot(2);

    sink.complete(2);

    assertThat(sessions()).containsExactly("a 1");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.CHECKPOINT_ID))
        .containsExactly("1", "2");
  }

  @Test
  void ofTwoCommittersWithTheSameFilesOneGetsThrough() throws Exception {
    OperatorSubtaskState state = sink.write(session(RowKind.INSERT, "a", 0)).snapshot(1);
    Table zombies = sink.table(TableName.SESSIONS);
    sink.restart(state);

    // The zombie loaded the table before the other committed, and commits after it.
    sink.zombieCommits(state, zombies);

    assertThat(sessions()).containsExactly("a 0");
    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.CHECKPOINT_ID)).hasSize(1);
  }

  @Test
  void foreignCommitsInBetweenDoNoHarm() throws Exception {
    for (int checkpoint = 1; checkpoint <= 5; checkpoint++) {
      OperatorSubtaskState state =
          sink.write(session(RowKind.INSERT, "s" + checkpoint, 0)).snapshot(checkpoint);
      sink.table(TableName.SESSIONS).newAppend().commit();
      sink.complete(checkpoint);
      sink.table(TableName.SESSIONS).newAppend().commit();
      sink.restart(state);
    }

    assertThat(sessions()).hasSize(5);
  }

  @Test
  void theLedgerMovesOnlyWhenAllTablesDid() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0), count(1)).snapshot(1);
    sink.dropTable(TableName.SESSIONS);

    sink.complete(1);

    assertThat(sink.summaries(TableName.RECORD_COUNTS, CommitSummary.CHECKPOINT_ID)).isEmpty();
  }

  @Test
  void theLedgerMarksACheckpointWithoutCounts() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0)).snapshot(4);
    sink.complete(4);

    assertThat(sink.summaries(TableName.RECORD_COUNTS, CommitSummary.CHECKPOINT_ID))
        .containsExactly("4");
  }

  /** The ledger shows the checkpoints of the job that counts: the audit's cut follows them. */
  @Test
  void aJobWithoutCountsLeavesTheLedgerAlone() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0), count(1)).snapshot(1);
    sink.complete(1);

    try (SinkHarness other = SinkHarness.ofSegments(warehouse)) {
      OperatorSubtaskState state = other.write(segment("b")).snapshot(1);
      other.complete(1).restart(state);
      assertThat(other.summaries(SegmentTables.USER_SEGMENTS, CommitSummary.JOB))
          .containsExactly("segments");
    }

    assertThat(sessions()).containsExactly("a 0");
    assertThat(sink.summaries(TableName.RECORD_COUNTS, CommitSummary.JOB))
        .containsExactly(SinkHarness.JOB);
  }

  /** It would take the other's checkpoints and watermark for its own. */
  @Test
  void aJobWhoseLedgerBearsAnothersCommitsDoesNotStart() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0), count(1)).snapshot(1);
    sink.complete(1);

    assertThatThrownBy(() -> SinkHarness.of(warehouse, "bricks", Lakes.tables()))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("The ledger ops.record_counts bears commits of another job, clickst")
        .hasMessageContaining("checkpoint 1 of run " + sink.run())
        .hasMessageEndingWith(
            "and bricks was not started: give it tables of its own, by another"
                + " lake.database-prefix or a folder of its own in iceberg-ddl/");
    assertThatThrownBy(() -> LedgerOwner.require(sink.tables(), "bricks"))
        .isInstanceOf(SharedLedgerException.class);
    assertThat(
            new LakeCheck(sink.tables())
                .run("bricks", null, StateFit.Others.NONE, LakeCheck.Access.READ))
        .extracting(finding -> finding.verdict() + " " + finding.subject())
        .contains("FAIL tables");
    LedgerOwner.require(sink.tables(), SinkHarness.JOB);
  }

  @Test
  void aJobWithTablesOfItsOwnStartsBesideAnother() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0), count(1)).snapshot(1);
    sink.complete(1);

    try (SinkHarness toys = SinkHarness.of(warehouse, "toys", TableSet.of("toy"))) {
      toys.write(count(1)).snapshot(1);
      toys.complete(1);
      assertThat(toys.summaries(TableName.RECORD_COUNTS, CommitSummary.JOB))
          .containsExactly("toys");
    }

    assertThat(sink.summaries(TableName.RECORD_COUNTS, CommitSummary.JOB))
        .containsExactly(SinkHarness.JOB);
  }

  @Test
  void aCheckpointWithoutRowsMakesNoSnapshot() throws Exception {
    sink.snapshot(1);
    sink.complete(1);

    assertThat(sink.summaries(TableName.SESSIONS, CommitSummary.CHECKPOINT_ID)).isEmpty();
    assertThat(sink.summaries(TableName.RECORD_COUNTS, CommitSummary.CHECKPOINT_ID)).isEmpty();
  }

  @Test
  void aTableThatRefusesForEverStopsTheJobAndSaysWhich() throws Exception {
    sink.dropTable(TableName.SESSIONS);
    for (int checkpoint = 1; checkpoint < SinkHarness.MAX_FAILURES; checkpoint++) {
      sink.write(session(RowKind.INSERT, "a", 0)).snapshot(checkpoint);
      sink.complete(checkpoint);
    }

    assertThatThrownBy(() -> sink.complete(SinkHarness.MAX_FAILURES))
        .hasMessageContaining("checkpoint 1 was not committed to silver.sessions");
  }

  @Test
  void atTheEndOfTheInputAFailureIsNotLeftForLater() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0)).endInput();
    sink.snapshot(1);
    sink.dropTable(TableName.SESSIONS);

    assertThatThrownBy(() -> sink.complete(1)).hasMessageContaining("silver.sessions");
  }

  @Test
  void rowsThatGoMissingBetweenWriterAndTableStopTheJob() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0), session(RowKind.INSERT, "b", 0));
    sink.loseOneRow(1);

    assertThatThrownBy(() -> sink.complete(1))
        .hasMessageContaining("2 rows were handed over, 1 records were found");
    assertThat(sessions()).isEmpty();
  }

  @Test
  void aJobWithoutCheckpointsWouldNeverCommitAndIsRefused() {
    assertThatThrownBy(() -> sink.restartWithoutCheckpoints())
        .hasMessageContaining("checkpointing is off");
  }

  @Test
  void theEndOfTheInputIsCommittedWithTheLastCheckpoint() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0)).endInput();
    sink.snapshot(1);
    sink.complete(1);

    assertThat(sessions()).containsExactly("a 0");
  }

  @Test
  void partitionsThatChangeUnderARunningJobAreTakenUpByLaterWriters() throws Exception {
    sink.write(count(1)).snapshot(1);
    sink.complete(1).table(TableName.RECORD_COUNTS).updateSpec().addField("outcome").commit();
    sink.startWritersAfterTheCommitter();
    sink.write(count(2)).snapshot(2);
    sink.complete(2);

    assertThat(dataFiles(TableName.RECORD_COUNTS)).containsExactly("spec 0", "spec 1");
  }

  /** A correction in other partitions than the row it replaces would leave both. */
  @Test
  void correctionsAreNotWrittenInOtherPartitionsThanTheirRows() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0)).snapshot(1);
    sink.complete(1).table(TableName.SESSIONS).updateSpec().addField("revision").commit();
    sink.write(session(RowKind.UPDATE_BEFORE, "a", 0), session(RowKind.UPDATE_AFTER, "a", 1));
    OperatorSubtaskState state = sink.snapshot(2);
    sink.complete(2);
    assertThat(sessions()).containsExactly("a 1");

    assertThatThrownBy(() -> sink.restart(state))
        .isInstanceOf(SuppressRestartsException.class)
        .hasRootCauseMessage(
            "The table does not fit this job any more: silver.sessions: the partitions are"
                + " (event_dt, revision), defined are (event_dt). Corrections would not find the"
                + " rows that they replace; nothing was written. Change the table back, then"
                + " restore the last checkpoint");

    sink.table(TableName.SESSIONS).updateSpec().removeField("revision").commit();
    sink.restart(state);
    sink.write(session(RowKind.UPDATE_BEFORE, "a", 1), session(RowKind.UPDATE_AFTER, "a", 2));
    sink.snapshot(3);
    sink.complete(3);
    assertThat(sessions()).containsExactly("a 2");
  }

  @Test
  void propertiesAndColumnsThatChangeUnderARunningJobDoNoHarm() throws Exception {
    sink.write(session(RowKind.INSERT, "a", 0)).snapshot(1);
    Table table = sink.complete(1).table(TableName.SESSIONS);
    table
        .updateProperties()
        .set(TableProperties.PARQUET_COMPRESSION, "gzip")
        .set(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES, "1")
        .set(TableProperties.MANIFEST_MIN_MERGE_COUNT, "1")
        .commit();
    table.updateSchema().addColumn("mood", Types.StringType.get()).commit();
    sink.write(session(RowKind.UPDATE_BEFORE, "a", 0), session(RowKind.UPDATE_AFTER, "a", 1));
    OperatorSubtaskState state = sink.snapshot(2);
    sink.complete(2);
    assertThat(sessions()).containsExactly("a 1");

    sink.restart(state);
    sink.write(session(RowKind.UPDATE_BEFORE, "a", 1), session(RowKind.UPDATE_AFTER, "a", 2));
    sink.snapshot(3);
    sink.complete(3);

    assertThat(sessions()).containsExactly("a 2");
  }

  private List<String> dataFiles(TableName name) throws Exception {
    List<String> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = sink.table(name).newScan().planFiles()) {
      tasks.forEach(task -> files.add("spec " + task.file().specId()));
    }

    Collections.sort(files);
    return files;
  }

  private TreeSet<String> sessions() throws Exception {
    TreeSet<String> rows = new TreeSet<>();
    List<String> all = new ArrayList<>();
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(sink.table(TableName.SESSIONS)).build()) {
      for (Record record : records) {
        all.add(record.getField("session_id") + " " + record.getField("revision"));
      }
    }

    rows.addAll(all);
    assertThat(rows).as("no row twice").hasSameSizeAs(all);
    return rows;
  }

  private int deleteFiles() throws Exception {
    TreeSet<String> paths = new TreeSet<>();
    try (CloseableIterable<FileScanTask> tasks =
        sink.table(TableName.SESSIONS).newScan().planFiles()) {
      tasks.forEach(task -> task.deletes().forEach(delete -> paths.add(delete.location())));
    }

    return paths.size();
  }
}
