package io.eventlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableOperations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lake as it was at a time is one checkpoint in all tables, and nothing that came later. */
class LakeCutTest {

  private static final LocalDateTime NOON = LocalDateTime.parse("2026-01-31T12:00:00");

  @TempDir private Path warehouse;

  private LakeTables lake;

  /** What the ids of commits begin with. */
  private String commits = "first-";

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void aTimeIsTheCheckpointThatAllTablesHadByThen() {
    event(1);
    count(1);
    Map<TableName, Long> first = LakeCut.of(lake).snapshots();
    Instant afterFirst = time(TableName.RECORD_COUNTS);
    event(2);
    Instant between = time(TableName.SILVER_EVENTS);
    count(2);
    Map<TableName, Long> second = LakeCut.of(lake).snapshots();
    Instant afterSecond = time(TableName.RECORD_COUNTS);
    count(3);

    assertThat(LakeCut.at(lake, afterFirst).snapshots()).isEqualTo(first);
    assertThat(LakeCut.at(lake, between).snapshots()).isEqualTo(first);
    assertThat(LakeCut.at(lake, between).description()).isEqualTo("checkpoint 1 of run r1");
    assertThat(LakeCut.at(lake, afterSecond).snapshots()).isEqualTo(second);
    assertThat(LakeCut.at(lake, time(TableName.RECORD_COUNTS)).description())
        .isEqualTo("checkpoint 3 of run r1");
  }

  @Test
  void whatOthersChangedLaterIsNotInIt() {
    event(1);
    count(1);
    Map<TableName, Long> before = LakeCut.of(lake).snapshots();
    Instant then = time(TableName.RECORD_COUNTS);
    append(TableName.SILVER_EVENTS, row(9), Map.of());

    assertThat(LakeCut.at(lake, then).snapshots()).isEqualTo(before);
    assertThat(LakeCut.of(lake).snapshots()).isNotEqualTo(before);
  }

  @Test
  void aTableThatCanNotBeReadKeepsWhoOnlyReadsFromNoOther() throws Exception {
    event(1);
    count(1);
    Map<TableName, Long> others = new HashMap<>(LakeCut.of(lake).snapshots());
    Instant then = time(TableName.RECORD_COUNTS);
    damage(TableName.SILVER_EVENTS);
    others.remove(TableName.SILVER_EVENTS);

    LakeCut cut = LakeCut.ofReadable(lake);
    assertThat(cut.snapshots()).isEqualTo(others);
    assertThat(cut.unreadable(List.of(TableName.SILVER_EVENTS, WebTables.FUNNEL)))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("silver.events: its metadata cannot be read ("));
    assertThat(cut.unreadable(List.of(WebTables.FUNNEL))).isEmpty();
    assertThat(LakeCut.atReadable(lake, then).snapshots()).isEqualTo(others);
    assertThat(LakeCut.of(lake, others).unreadable(Lakes.tables().readable())).isPresent();
    assertThatThrownBy(() -> LakeCut.of(lake))
        .hasMessageStartingWith("silver.events: its metadata");
    assertThatThrownBy(() -> LakeCut.at(lake, then))
        .hasMessageStartingWith("silver.events: its metadata");
  }

  @Test
  void withoutTheLedgerEachTableIsTakenAsItIs() throws Exception {
    event(1);
    count(1);
    event(2);
    Map<TableName, Long> heads = heads();
    Instant then = time(TableName.SILVER_EVENTS);
    damage(TableName.RECORD_COUNTS);
    heads.remove(TableName.RECORD_COUNTS);

    LakeCut cut = LakeCut.ofReadable(lake);
    assertThat(cut.snapshots()).isEqualTo(heads);
    assertThat(cut.description()).startsWith("each table as it is, since no checkpoint is known");
    assertThatThrownBy(() -> LakeCut.atReadable(lake, then))
        .hasMessageStartingWith("ops.record_counts: its metadata");
  }

  private void damage(TableName name) throws IOException {
    TableOperations table = ((HasTableOperations) lake.load(name)).operations();
    Files.writeString(Path.of(table.current().metadataFileLocation()), "no metadata");
  }

  /** Flink may give every start of a job the same id, while checkpoints count from one again. */
  @Test
  void aStartWithoutStateUnderTheSameIdIsNoEarlierCheckpoint() {
    event(8);
    count(8);
    commits = "anew-";

    count(1);

    assertThat(LakeCut.of(lake).snapshots()).isEqualTo(heads());

    event(2);
    Map<TableName, Long> committing = LakeCut.of(lake).snapshots();
    assertThat(committing).isNotEqualTo(heads());
    count(2);

    assertThat(LakeCut.of(lake).snapshots()).isEqualTo(heads()).isNotEqualTo(committing);
  }

  /** Nothing is left of the ledger that shows the last commit of a table at rest. */
  @Test
  void aTableAtRestIsInTheCutWhenTheLedgersCommitHasExpired() {
    event(8);
    count(8);
    commits = "anew-";
    count(1);
    count(2);
    lake.load(TableName.RECORD_COUNTS)
        .expireSnapshots()
        .expireOlderThan(Long.MAX_VALUE)
        .retainLast(1)
        .commit();

    assertThat(LakeCut.of(lake).snapshots()).isEqualTo(heads());
  }

  @Test
  void aTimeBeforeAllCheckpointsIsRefused() {
    append(TableName.SILVER_EVENTS, row(0), Map.of());
    Instant before = time(TableName.SILVER_EVENTS);
    event(1);
    count(1);

    assertThatThrownBy(() -> LakeCut.at(lake, before))
        .isInstanceOf(LakeException.class)
        .hasMessage("No job had committed a checkpoint by " + before);
  }

  @Test
  void aTimeWhoseSnapshotHasExpiredIsRefused() {
    event(1);
    count(1);
    Instant then = time(TableName.RECORD_COUNTS);
    event(2);
    Table events = lake.load(TableName.SILVER_EVENTS);
    events.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();

    assertThatThrownBy(() -> LakeCut.at(lake, then))
        .isInstanceOf(LakeException.class)
        .hasMessage("The snapshot that silver.events had at that checkpoint has expired");
    assertThatThrownBy(() -> LakeCut.of(lake))
        .as("of a commit that the ledger lacks, the one before has expired")
        .isInstanceOf(LakeException.class);
  }

  private void event(int checkpoint) {
    append(TableName.SILVER_EVENTS, row(checkpoint), summary(checkpoint));
  }

  private void count(int checkpoint) {
    append(
        TableName.RECORD_COUNTS,
        Map.of("arrival_minute", NOON, "outcome", "silver", "records", 1L),
        summary(checkpoint));
  }

  /** Commits of one millisecond could not be told apart. */
  private void append(TableName name, Map<String, Object> row, Map<String, String> summary) {
    Table table = lake.load(name);
    LakeWriter.append(table, List.of(row), summary);
    long committed = time(name).toEpochMilli();
    while (System.currentTimeMillis() <= committed) {
      Thread.onSpinWait();
    }
  }

  private Instant time(TableName name) {
    return Instant.ofEpochMilli(lake.load(name).currentSnapshot().timestampMillis());
  }

  private static Map<String, Object> row(int checkpoint) {
    return Map.of("event_id", "e" + checkpoint, "ts", NOON, "event_dt", NOON.toLocalDate());
  }

  private Map<TableName, Long> heads() {
    Map<TableName, Long> heads = new HashMap<>();
    for (TableName name : List.of(TableName.SILVER_EVENTS, TableName.RECORD_COUNTS)) {
      heads.put(name, lake.load(name).currentSnapshot().snapshotId());
    }

    return heads;
  }

  private Map<String, String> summary(int checkpoint) {
    return Map.of(
        CommitSummary.RUN_ID,
        "r1",
        CommitSummary.CHECKPOINT_ID,
        String.valueOf(checkpoint),
        CommitSummary.COMMIT_ID,
        commits + checkpoint);
  }
}
