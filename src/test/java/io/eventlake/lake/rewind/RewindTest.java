package io.eventlake.lake.rewind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.lake.rewind.Rewind.Others;
import io.eventlake.lake.rewind.TableRewind.Move;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the tables of a job go back to, and what is in the way. */
class RewindTest {

  private static final String JOB = "clickstream";
  private static final TableName LEDGER = TableName.RECORD_COUNTS;

  @TempDir private Path warehouse;

  private LakeTables lake;

  @BeforeEach
  void open() {
    lake = new LakeTables(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString())));
    lake.apply();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void everyTableGoesToItsNewestCommitOfThatCheckpointOrBefore() {
    checkpoint("a", 1, TableName.SESSIONS, TableName.FUNNEL);
    checkpoint("a", 2, TableName.SESSIONS);
    checkpoint("a", 3, TableName.SESSIONS, TableName.CLICKS);
    Map<TableName, Snapshot> heads = heads();

    Rewind plan = Rewind.toCheckpoint(lake, JOB, 2, null);

    assertThat(plan.tables())
        .extracting(table -> table.name() + " " + table.move() + " " + table.rowsLeft())
        .containsExactly(
            "ops.record_counts MOVES 1",
            "silver.sessions MOVES 1",
            "gold.fact_funnel STAYS 0",
            "gold.fact_affiliate_clicks MOVES 1");
    assertThat(heads()).as("a plan changes nothing").isEqualTo(heads);

    plan.run(Others.IN_THE_WAY);

    assertThat(checkpoints(LEDGER)).containsExactly("2", "1");
    assertThat(checkpoints(TableName.SESSIONS)).containsExactly("2", "1");
    assertThat(checkpoints(TableName.FUNNEL)).containsExactly("1");
    assertThat(lake.load(TableName.CLICKS).currentSnapshot()).isNull();
    for (TableName name : List.of(LEDGER, TableName.SESSIONS, TableName.CLICKS)) {
      long head = heads.get(name).snapshotId();
      assertThat(lake.load(name).refs().get("left-behind-" + head).snapshotId()).isEqualTo(head);
    }
  }

  @Test
  void againIsNothingToDo() {
    checkpoint("a", 1, TableName.SESSIONS);
    checkpoint("a", 2, TableName.SESSIONS, TableName.CLICKS);
    Rewind.toCheckpoint(lake, JOB, 1, null).run(Others.IN_THE_WAY);

    Rewind again = Rewind.toCheckpoint(lake, JOB, 1, null);

    assertThat(again.isDone()).as(again.tables().toString()).isTrue();
  }

  /** Wherever it stopped, running it again comes to the same end. */
  @Test
  void aCrashInTheMiddleIsMadeUpFor() {
    checkpoint("a", 1, TableName.SESSIONS, TableName.CLICKS);
    checkpoint("a", 2, TableName.SESSIONS, TableName.CLICKS, TableName.FUNNEL);
    for (int moved = 1; moved < 4; moved++) {
      Rewind.toCheckpoint(lake, JOB, 1, null).tables().stream()
          .filter(table -> table.move() == Move.MOVES)
          .findFirst()
          .orElseThrow()
          .run();
    }

    Rewind.toCheckpoint(lake, JOB, 1, null).run(Others.IN_THE_WAY);

    assertThat(checkpoints(LEDGER)).containsExactly("1");
    assertThat(checkpoints(TableName.SESSIONS)).containsExactly("1");
    assertThat(checkpoints(TableName.CLICKS)).containsExactly("1");
    assertThat(checkpoints(TableName.FUNNEL)).isEmpty();
  }

  /** A crash between the commits of two tables leaves one ahead of the ledger. */
  @Test
  void whatTheLedgerDoesNotShowGoes() {
    checkpoint("a", 1, TableName.SESSIONS);
    commit(TableName.SESSIONS, "a", 2);

    Rewind.toCheckpoint(lake, JOB, 2, null).run(Others.IN_THE_WAY);

    assertThat(checkpoints(TableName.SESSIONS)).containsExactly("1");
  }

  @Test
  void rowsOfOthersAreInTheWayACompactionIsNot() {
    checkpoint("a", 1, TableName.SESSIONS, TableName.CLICKS);
    checkpoint("a", 2, TableName.SESSIONS, TableName.CLICKS);
    lake.load(TableName.SESSIONS).newAppend().appendFile(file(TableName.SESSIONS, "x")).commit();
    Table clicks = lake.load(TableName.CLICKS);
    clicks
        .newRewrite()
        .deleteFile(addedFile(clicks))
        .addFile(file(TableName.CLICKS, "compacted"))
        .commit();

    Rewind plan = Rewind.toCheckpoint(lake, JOB, 1, null);

    assertThat(plan.isBlocked(Others.IN_THE_WAY)).isTrue();
    assertThat(plan.tables())
        .extracting(TableRewind::obstacle)
        .containsExactly("", "1 commit of others would be left behind", "");
    assertThatThrownBy(() -> plan.run(Others.IN_THE_WAY)).isInstanceOf(RewindException.class);
    assertThat(checkpoints(LEDGER)).containsExactly("2", "1");

    plan.run(Others.LEAVE_BEHIND);

    assertThat(checkpoints(TableName.SESSIONS)).containsExactly("1");
    assertThat(checkpoints(TableName.CLICKS)).containsExactly("1");
  }

  @Test
  void aCompactionBehindTheTargetStays() {
    checkpoint("a", 1, TableName.SESSIONS);
    Table sessions = lake.load(TableName.SESSIONS);
    sessions
        .newRewrite()
        .deleteFile(addedFile(sessions))
        .addFile(file(TableName.SESSIONS, "compacted"))
        .commit();

    assertThat(Rewind.toCheckpoint(lake, JOB, 1, null).isDone()).isTrue();
  }

  @Test
  void anExpiredSnapshotIsInTheWay() {
    checkpoint("a", 1, TableName.SESSIONS);
    checkpoint("a", 2, TableName.SESSIONS);
    lake.load(TableName.SESSIONS)
        .expireSnapshots()
        .expireOlderThan(Long.MAX_VALUE)
        .retainLast(1)
        .commit();

    Rewind plan = Rewind.toCheckpoint(lake, JOB, 1, null);

    assertThat(plan.isBlocked(Others.LEAVE_BEHIND)).isTrue();
    assertThat(plan.tables().get(1).obstacle())
        .isEqualTo("its snapshot of that checkpoint has expired");
  }

  @Test
  void checkpointsOfAStartWithoutStateBeginAnew() {
    checkpoint("first", 1, TableName.SESSIONS);
    checkpoint("first", 2, TableName.SESSIONS);
    checkpoint("second", 1, TableName.SESSIONS);
    checkpoint("second", 2, TableName.SESSIONS);

    assertThatThrownBy(() -> Rewind.toCheckpoint(lake, JOB, 1, null))
        .isInstanceOf(RewindException.class)
        .hasMessageContaining("run first or second: say which with --of-run");

    Rewind.toCheckpoint(lake, JOB, 1, "first").run(Others.IN_THE_WAY);

    assertThat(checkpoints(TableName.SESSIONS)).containsExactly("1");
  }

  @Test
  void aCheckpointWithoutRowsIsTheOneBefore() {
    checkpoint("a", 1, TableName.SESSIONS);
    checkpoint("a", 5, TableName.SESSIONS);

    Rewind.toCheckpoint(lake, JOB, 4, null).run(Others.IN_THE_WAY);

    assertThat(checkpoints(TableName.SESSIONS)).containsExactly("1");
  }

  @Test
  void noSuchCheckpoint() {
    checkpoint("a", 7, TableName.SESSIONS);

    assertThatThrownBy(() -> Rewind.toCheckpoint(lake, JOB, 6, null))
        .hasMessage("The ledger ops.record_counts has no commit of checkpoint 6 or before");
    assertThatThrownBy(() -> Rewind.toTime(lake, JOB, Instant.EPOCH))
        .hasMessageStartingWith("No commit of the ledger ops.record_counts is as old as 1970");
    assertThatThrownBy(() -> Rewind.toTime(lake, "another", Instant.now()))
        .hasMessageStartingWith("No commit of the ledger ops.record_counts is as old as");
  }

  @Test
  void aTimeIsWhatWasInAllTablesThen() throws Exception {
    checkpoint("a", 1, TableName.SESSIONS);
    long then = lake.load(LEDGER).currentSnapshot().timestampMillis();
    do {
      checkpoint("a", checkpoints(LEDGER).size() + 1, TableName.SESSIONS);
    } while (lake.load(TableName.SESSIONS).currentSnapshot().timestampMillis() <= then + 1);

    Rewind.toTime(lake, JOB, Instant.ofEpochMilli(then)).run(Others.IN_THE_WAY);

    assertThat(lake.load(LEDGER).currentSnapshot().timestampMillis()).isEqualTo(then);
    assertThat(checkpoints(TableName.SESSIONS)).isEqualTo(checkpoints(LEDGER));
  }

  @Test
  void aTag() {
    checkpoint("a", 1, TableName.SESSIONS);
    for (TableName name : List.of(LEDGER, TableName.SESSIONS)) {
      Table table = lake.load(name);
      table
          .manageSnapshots()
          .createTag("savepoint-x", table.currentSnapshot().snapshotId())
          .commit();
    }

    checkpoint("a", 2, TableName.SESSIONS, TableName.CLICKS);

    Rewind.toTag(lake, JOB, "savepoint-x").run(Others.IN_THE_WAY);

    assertThat(checkpoints(TableName.SESSIONS)).containsExactly("1");
    assertThat(checkpoints(TableName.CLICKS)).as("first committed to later").isEmpty();
    assertThatThrownBy(() -> Rewind.toTag(lake, JOB, "none"))
        .hasMessage("The ledger ops.record_counts has no tag none");
  }

  @Test
  void tablesOfOtherJobsAreLeftAlone() {
    checkpoint("a", 1, TableName.SESSIONS);
    lake.load(TableName.USER_SEGMENTS)
        .newAppend()
        .set(CommitSummary.JOB, "segments")
        .set(CommitSummary.COMMIT_ID, "s")
        .commit();

    assertThat(Rewind.toCheckpoint(lake, JOB, 1, null).tables())
        .extracting(table -> table.name().toString())
        .containsExactly("ops.record_counts", "silver.sessions");
  }

  private void checkpoint(String run, long id, TableName... tables) {
    for (TableName table : tables) {
      commit(table, run, id);
    }

    commit(LEDGER, run, id);
  }

  /** A commit of one row. */
  private void commit(TableName name, String run, long checkpointId) {
    AppendFiles append = lake.load(name).newAppend();
    append.appendFile(file(name, run + checkpointId));
    append.set(CommitSummary.JOB, JOB);
    append.set(CommitSummary.RUN_ID, run);
    append.set(CommitSummary.CHECKPOINT_ID, Long.toString(checkpointId));
    append.set(CommitSummary.COMMIT_ID, run + "-" + checkpointId);
    append.commit();
  }

  private DataFile file(TableName name, String file) {
    Table table = lake.load(name);
    DataFiles.Builder builder =
        DataFiles.builder(table.spec())
            .withPath(table.location() + "/" + file + ".parquet")
            .withFileSizeInBytes(1)
            .withRecordCount(1);
    if (table.spec().isPartitioned()) {
      builder.withPartitionPath(table.spec().fields().get(0).name() + "=2026-01-01");
    }

    return builder.build();
  }

  private static DataFile addedFile(Table table) {
    return table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
  }

  private List<String> checkpoints(TableName name) {
    List<String> checkpoints = new ArrayList<>();
    SnapshotUtil.currentAncestors(lake.load(name))
        .forEach(snapshot -> checkpoints.add(snapshot.summary().get(CommitSummary.CHECKPOINT_ID)));
    return checkpoints;
  }

  private Map<TableName, Snapshot> heads() {
    Map<TableName, Snapshot> heads = new LinkedHashMap<>();
    TableName.all().forEach(name -> heads.put(name, lake.load(name).currentSnapshot()));
    return heads;
  }
}
