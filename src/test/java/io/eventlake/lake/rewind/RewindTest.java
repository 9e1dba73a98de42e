package io.eventlake.lake.rewind;

import static io.eventlake.testing.CommittedLake.JOB;
import static io.eventlake.testing.CommittedLake.LEDGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.web.WebTables;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.rewind.Rewind.Others;
import io.eventlake.lake.rewind.TableRewind.Move;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.CommittedLake;
import io.eventlake.testing.PrintedCommands;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the tables of a job go back to, and what is in the way. */
class RewindTest {

  @TempDir private Path warehouse;

  private CommittedLake job;
  private LakeTables lake;

  @BeforeEach
  void open() {
    job = new CommittedLake(warehouse);
    lake = job.lake;
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void everyTableGoesToItsNewestCommitOfThatCheckpointOrBefore() {
    job.checkpoint("a", 1, TableName.SESSIONS, WebTables.FUNNEL);
    job.checkpoint("a", 2, TableName.SESSIONS);
    job.checkpoint("a", 3, TableName.SESSIONS, WebTables.CLICKS);
    Map<TableName, Snapshot> heads = job.heads();

    Rewind plan = Rewind.toCheckpoint(lake, JOB, 2, null);

    assertThat(plan.tables())
        .extracting(table -> table.name() + " " + table.move() + " " + table.rowsLeft())
        .containsExactly(
            "ops.record_counts MOVES 1",
            "silver.sessions MOVES 1",
            "gold.fact_affiliate_clicks MOVES 1",
            "gold.fact_funnel STAYS 0");
    assertThat(job.heads()).as("a plan changes nothing").isEqualTo(heads);

    plan.run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(LEDGER)).containsExactly("2", "1");
    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("2", "1");
    assertThat(job.checkpoints(WebTables.FUNNEL)).containsExactly("1");
    assertThat(lake.load(WebTables.CLICKS).currentSnapshot()).isNull();
    for (TableName name : List.of(LEDGER, TableName.SESSIONS, WebTables.CLICKS)) {
      long head = heads.get(name).snapshotId();
      assertThat(lake.load(name).refs().get("left-behind-" + head).snapshotId()).isEqualTo(head);
    }
  }

  @Test
  void againIsNothingToDo() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    job.checkpoint("a", 2, TableName.SESSIONS, WebTables.CLICKS);
    assertThat(Rewind.toCheckpoint(lake, JOB, 2, null).wayForward()).as("of none").isEmpty();
    Rewind first = Rewind.toCheckpoint(lake, JOB, 1, null);
    first.run(Others.IN_THE_WAY);

    Rewind again = Rewind.toCheckpoint(lake, JOB, 1, null);

    assertThat(again.isDone()).as(again.tables().toString()).isTrue();
    assertThat(again.wayForward()).isPresent().isEqualTo(first.wayForward());
  }

  /** Wherever it stopped, running it again comes to the same end. */
  @Test
  void aCrashInTheMiddleIsMadeUpFor() {
    job.checkpoint("a", 1, TableName.SESSIONS, WebTables.CLICKS);
    job.checkpoint("a", 2, TableName.SESSIONS, WebTables.CLICKS, WebTables.FUNNEL);
    for (int moved = 1; moved < 4; moved++) {
      Rewind.toCheckpoint(lake, JOB, 1, null).tables().stream()
          .filter(table -> table.move() == Move.MOVES)
          .findFirst()
          .orElseThrow()
          .run();
    }

    Rewind.toCheckpoint(lake, JOB, 1, null).run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(LEDGER)).containsExactly("1");
    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("1");
    assertThat(job.checkpoints(WebTables.CLICKS)).containsExactly("1");
    assertThat(job.checkpoints(WebTables.FUNNEL)).isEmpty();
  }

  /** A crash between the commits of two tables leaves one ahead of the ledger. */
  @Test
  void whatTheLedgerDoesNotShowGoes() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    job.commit(TableName.SESSIONS, "a", 2);

    Rewind.toCheckpoint(lake, JOB, 2, null).run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("1");
  }

  @Test
  void manifestsThatWereWrittenAnewAreNotInTheWay() {
    for (int checkpoint = 1; checkpoint <= 8; checkpoint++) {
      job.checkpoint("a", checkpoint, TableName.SESSIONS);
    }

    for (TableName name : List.of(TableName.SESSIONS, LEDGER)) {
      assertThat(new Maintenance(lake, name, 1).rewriteManifests()).isEqualTo(8);
    }

    job.checkpoint("a", 9, TableName.SESSIONS);

    Rewind.toCheckpoint(lake, JOB, 8, null).run(Others.IN_THE_WAY);
    assertThat(job.checkpoints(LEDGER)).startsWith("8", "7").hasSize(8);
    assertThat(job.checkpoints(TableName.SESSIONS)).startsWith("8", "7").hasSize(8);

    Rewind.toCheckpoint(lake, JOB, 2, null).run(Others.IN_THE_WAY);
    assertThat(job.checkpoints(LEDGER)).containsExactly("2", "1");
    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("2", "1");
    job.checkpoint("b", 3, TableName.SESSIONS);
    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("3", "2", "1");
  }

  @Test
  void rowsOfOthersAreInTheWayACompactionIsNot() {
    job.checkpoint("a", 1, TableName.SESSIONS, WebTables.CLICKS);
    job.checkpoint("a", 2, TableName.SESSIONS, WebTables.CLICKS);
    lake.load(TableName.SESSIONS)
        .newAppend()
        .appendFile(job.file(TableName.SESSIONS, "x"))
        .commit();
    Table clicks = lake.load(WebTables.CLICKS);
    clicks
        .newRewrite()
        .deleteFile(addedFile(clicks))
        .addFile(job.file(WebTables.CLICKS, "compacted"))
        .commit();

    Rewind plan = Rewind.toCheckpoint(lake, JOB, 1, null);

    assertThat(plan.isBlocked(Others.IN_THE_WAY)).isTrue();
    assertThat(plan.tables())
        .extracting(TableRewind::obstacle)
        .containsExactly("", "1 commit of others would be left behind", "");
    assertThatThrownBy(() -> plan.run(Others.IN_THE_WAY)).isInstanceOf(RewindException.class);
    assertThat(job.checkpoints(LEDGER)).containsExactly("2", "1");

    plan.run(Others.LEAVE_BEHIND);

    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("1");
    assertThat(job.checkpoints(WebTables.CLICKS)).containsExactly("1");
  }

  @Test
  void aCompactionBehindTheTargetStays() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    Table sessions = lake.load(TableName.SESSIONS);
    sessions
        .newRewrite()
        .deleteFile(addedFile(sessions))
        .addFile(job.file(TableName.SESSIONS, "compacted"))
        .commit();

    assertThat(Rewind.toCheckpoint(lake, JOB, 1, null).isDone()).isTrue();
  }

  @Test
  void anExpiredSnapshotIsInTheWay() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    job.checkpoint("a", 2, TableName.SESSIONS);
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
    job.checkpoint("first", 1, TableName.SESSIONS);
    job.checkpoint("first", 2, TableName.SESSIONS);
    job.checkpoint("second", 1, TableName.SESSIONS);
    job.checkpoint("second", 2, TableName.SESSIONS);

    assertThatThrownBy(() -> Rewind.toCheckpoint(lake, JOB, 1, null))
        .isInstanceOf(RewindException.class)
        .hasMessageContaining("run first or second: say which with --of-run");

    Rewind.toCheckpoint(lake, JOB, 1, "first").run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("1");
  }

  /** Where the cluster has a fixed id, its jobs have one, too. */
  @Test
  void startsWithoutStateUnderOneIdAreToldApartByTheirTimes() {
    job.checkpoint("a", 7, TableName.SESSIONS);
    Instant first = job.time();
    job.checkpoint("a", 8, TableName.SESSIONS);
    job.checkpoint("a", 1, TableName.SESSIONS);
    Instant second = job.time();
    job.checkpoint("a", 9, TableName.SESSIONS);

    for (String run : Arrays.asList(null, "a")) {
      assertThatThrownBy(() -> Rewind.toCheckpoint(lake, JOB, 7, run))
          .isInstanceOf(RewindException.class)
          .hasMessageContaining(
              "run a, committed at %s or %s: say which with --at instead", first, second);
    }

    Rewind.toTime(lake, JOB, first).run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("7");
  }

  @Test
  void aCheckpointWithoutRowsIsTheOneBefore() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    job.checkpoint("a", 5, TableName.SESSIONS);

    Rewind.toCheckpoint(lake, JOB, 4, null).run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("1");
  }

  /** A number that no start had got to means the one that had. */
  @Test
  void aCheckpointOfTheStartThatHadGotSoFar() {
    job.checkpoint("a", 7, TableName.SESSIONS);
    job.checkpoint("a", 1, TableName.SESSIONS);

    Rewind.toCheckpoint(lake, JOB, 7, null).run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("7");
  }

  @Test
  void aCheckpointThatNeverWas() {
    job.checkpoint("a", 7, TableName.SESSIONS);
    job.checkpoint("a", 9, TableName.SESSIONS);
    job.checkpoint("b", 2, TableName.SESSIONS);

    assertThatThrownBy(() -> Rewind.toCheckpoint(lake, JOB, 10, null))
        .hasMessage(
            "The ledger ops.record_counts has no commit of checkpoint 10 or later, the newest is 9");
    assertThatThrownBy(() -> Rewind.toCheckpoint(lake, JOB, 3, "b"))
        .isInstanceOf(RewindException.class);
    assertThat(Rewind.toCheckpoint(lake, JOB, 8, null).description())
        .as("one without rows")
        .startsWith("checkpoint 7 of run a");
  }

  @Test
  void whatWasLeftBehindComesBackWithWhatOthersDidOnTopOfIt() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    job.checkpoint("a", 2, TableName.SESSIONS, WebTables.CLICKS);
    Table clicks = lake.load(WebTables.CLICKS);
    clicks
        .newRewrite()
        .deleteFile(addedFile(clicks))
        .addFile(job.file(WebTables.CLICKS, "compacted"))
        .commit();
    Map<TableName, Snapshot> heads = job.heads();
    Rewind back = Rewind.toCheckpoint(lake, JOB, 1, null);
    long forward = back.wayForward().orElseThrow();
    back.run(Others.IN_THE_WAY);
    job.checkpoint("b", 2, TableName.SESSIONS);

    Rewind plan = Rewind.toLeftBehind(lake, JOB, forward);
    plan.run(Others.IN_THE_WAY);

    assertThat(plan.description()).startsWith("checkpoint 2 of run a");
    assertThat(job.heads()).isEqualTo(heads);
    assertThat(Rewind.toLeftBehind(lake, JOB, forward).isDone()).isTrue();
    assertThatThrownBy(() -> Rewind.toLeftBehind(lake, JOB, 5))
        .hasMessageStartingWith("The ledger ops.record_counts has no snapshot 5; left behind are ")
        .hasMessageContaining("left-behind-" + forward);
  }

  /** As after {@code maintain}, which keeps the newest commit and what a tag names. */
  @Test
  void rowsThatStayBehindAreCountedWhereCommitsBetweenHaveExpired() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    for (TableName name : List.of(LEDGER, TableName.SESSIONS)) {
      Table table = lake.load(name);
      table
          .manageSnapshots()
          .createTag("savepoint-x", table.currentSnapshot().snapshotId())
          .commit();
    }

    job.checkpoint("a", 2, TableName.SESSIONS);
    job.checkpoint("a", 3, TableName.SESSIONS);
    job.checkpoint("a", 4, TableName.SESSIONS);
    for (TableName name : List.of(LEDGER, TableName.SESSIONS)) {
      lake.load(name).expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    }

    assertThat(Rewind.toTag(lake, JOB, "savepoint-x").tables())
        .extracting(table -> table.rowsLeft() + " " + table.hasGap())
        .containsExactly("3 true", "3 true");
  }

  @Test
  void noSuchCheckpoint() {
    job.checkpoint("a", 7, TableName.SESSIONS);

    assertThatThrownBy(() -> Rewind.toCheckpoint(lake, JOB, 6, null))
        .hasMessage("The ledger ops.record_counts has no commit of checkpoint 6 or before");
    assertThatThrownBy(() -> Rewind.toTime(lake, JOB, Instant.EPOCH))
        .hasMessageStartingWith("No commit of the ledger ops.record_counts is as old as 1970");
    assertThatThrownBy(() -> Rewind.toTime(lake, "another", Instant.now()))
        .hasMessageStartingWith("No commit of the ledger ops.record_counts is as old as");
  }

  @Test
  void aTimeIsWhatWasInAllTablesThen() throws Exception {
    job.checkpoint("a", 1, TableName.SESSIONS);
    long then = lake.load(LEDGER).currentSnapshot().timestampMillis();
    do {
      job.checkpoint("a", job.checkpoints(LEDGER).size() + 1, TableName.SESSIONS);
    } while (lake.load(TableName.SESSIONS).currentSnapshot().timestampMillis() <= then + 1);

    Rewind.toTime(lake, JOB, Instant.ofEpochMilli(then)).run(Others.IN_THE_WAY);

    assertThat(lake.load(LEDGER).currentSnapshot().timestampMillis()).isEqualTo(then);
    assertThat(job.checkpoints(TableName.SESSIONS)).isEqualTo(job.checkpoints(LEDGER));
  }

  @Test
  void aTag() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    for (TableName name : List.of(LEDGER, TableName.SESSIONS)) {
      Table table = lake.load(name);
      table
          .manageSnapshots()
          .createTag("savepoint-x", table.currentSnapshot().snapshotId())
          .commit();
    }

    job.checkpoint("a", 2, TableName.SESSIONS, WebTables.CLICKS);

    Rewind.toTag(lake, JOB, "savepoint-x").run(Others.IN_THE_WAY);

    assertThat(job.checkpoints(TableName.SESSIONS)).containsExactly("1");
    assertThat(job.checkpoints(WebTables.CLICKS)).as("first committed to later").isEmpty();
    assertThatThrownBy(() -> Rewind.toTag(lake, JOB, "none"))
        .hasMessage("The ledger ops.record_counts has no tag none; its tags are savepoint-x");
  }

  @Test
  void withoutAnyTagATimeHelps() throws Exception {
    assertThatThrownBy(() -> Rewind.toTag(lake, JOB, "none"))
        .hasMessageEndingWith(
            ", nor any other; the job " + JOB + " has committed nothing to go back to");
    job.checkpoint("a", 1, TableName.SESSIONS);

    Throwable told = catchThrowable(() -> Rewind.toTag(lake, JOB, "none"));

    assertThat(PrintedCommands.only(told.getMessage()))
        .startsWith("rewind", "--at", job.time().toString(), "--job", JOB)
        .anyMatch(word -> word.contains("lake.warehouse="));
  }

  @Test
  void tablesOfOtherJobsAreLeftAlone() {
    job.checkpoint("a", 1, TableName.SESSIONS);
    lake.load(SegmentTables.USER_SEGMENTS)
        .newAppend()
        .set(CommitSummary.JOB, "segments")
        .set(CommitSummary.COMMIT_ID, "s")
        .commit();

    assertThat(Rewind.toCheckpoint(lake, JOB, 1, null).tables())
        .extracting(table -> table.name().toString())
        .containsExactly("ops.record_counts", "silver.sessions");
  }

  private static DataFile addedFile(Table table) {
    return table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
  }
}
