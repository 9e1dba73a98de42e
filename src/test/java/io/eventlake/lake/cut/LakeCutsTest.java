package io.eventlake.lake.cut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts stay what they were, whatever becomes of the tables. */
class LakeCutsTest {

  private static final LocalDateTime NOON = LocalDateTime.parse("2026-01-31T12:00:00");
  private static final LocalDate DAY = NOON.toLocalDate();

  @TempDir private Path warehouse;

  private LakeOptions options;
  private LakeTables lake;

  @BeforeEach
  void open() {
    options =
        JobOptions.parseLake(
            Map.of("lake.warehouse", warehouse.toString(), "lake.database-prefix", "dev_"));
    lake = new LakeTables(Lakes.of(options));
    lake.apply();
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void aCutIsOneCheckpointInAllTables() throws IOException {
    commit(1);
    commit(2);
    // Checkpoint 3 is in one table so far: the job is between its commits.
    event(3);

    PublishedCut cut = cuts().publish("first");

    assertThat(cut.name()).isEqualTo("first");
    assertThat(cut.checkpoint()).isEqualTo("2");
    assertThat(cut.isComplete()).isTrue();
    assertThat(cut.snapshots()).containsOnlyKeys(TableName.SILVER_EVENTS, TableName.RECORD_COUNTS);
    assertThat(rows(cut, TableName.SILVER_EVENTS)).isEqualTo(2);
    assertThat(cuts().list()).extracting(PublishedCut::name).containsExactly("first");
  }

  @Test
  void publishingAgainIsFineForTheSameStateOnly() {
    commit(1);
    Map<TableName, Long> first = cuts().publish("first").snapshots();
    assertThat(cuts().publish("first").snapshots()).isEqualTo(first);

    commit(2);

    assertThatThrownBy(() -> cuts().publish("first"))
        .isInstanceOf(CutException.class)
        .hasMessageStartingWith("The cut first is another state, of ")
        .hasMessageContaining(
            ": choose another name, or run first: ./eventlake cut drop first --set lake.warehouse=");
    assertThat(cuts().find("first").snapshots()).isEqualTo(first);
    assertThatThrownBy(() -> cuts().find("second"))
        .hasMessage("There is no cut second; the cuts are first");
    cuts().drop("first");
    assertThat(cuts().publish("first").snapshots()).isNotEqualTo(first);
  }

  @Test
  void withoutANameItIsCalledAfterItsTime() {
    commit(1);

    PublishedCut cut = cuts().publish(null);

    assertThat(cut.name()).matches("\\d{8}_\\d{6}");
    assertThat(cut.name().substring(0, 4)).isEqualTo(cut.time().toString().substring(0, 4));
    assertThat(LakeCuts.isName(cut.name())).isTrue();
    assertThat(cuts().publish(null).name()).isEqualTo(cut.name());
  }

  @Test
  void aStateThatIsPastCanBeNamed() throws Exception {
    commit(1);
    Instant first = cuts().publish("first").time();
    do {
      commit(2);
    } while (!cuts().publish(null).time().isAfter(first));
    cuts().drop("first");

    PublishedCut again = cuts().publish("again", first);

    assertThat(again.checkpoint()).isEqualTo("1");
    assertThat(rows(again, TableName.SILVER_EVENTS)).isEqualTo(1);
    assertThatThrownBy(() -> cuts().publish("early", first.minusSeconds(1)))
        .isInstanceOf(LakeException.class)
        .hasMessageStartingWith("No job had committed a checkpoint by ");
  }

  @Test
  void expiryTakesACutWhenItIsDroppedAndNotBefore() throws IOException {
    commit(1);
    PublishedCut cut = cuts().publish("kept");
    commit(2);
    PublishedCut later = cuts().publish("later");
    commit(3);

    expireAll();
    assertThat(rows(cut, TableName.SILVER_EVENTS)).isEqualTo(1);
    assertThat(rows(later, TableName.SILVER_EVENTS)).isEqualTo(2);
    assertThat(cuts().find("kept").checkpoint()).isEqualTo("1");

    cuts().drop("kept");
    expireAll();
    Table events = lake.load(TableName.SILVER_EVENTS);
    assertThat(events.snapshot(cut.snapshots().get(TableName.SILVER_EVENTS))).isNull();
    assertThat(rows(later, TableName.SILVER_EVENTS)).isEqualTo(2);
    assertThat(cuts().list()).extracting(PublishedCut::name).containsExactly("later");
  }

  @Test
  void manifestsThatAreWrittenAnewLeaveCutsAsTheyAre() throws IOException {
    for (int checkpoint = 1; checkpoint <= 6; checkpoint++) {
      commit(checkpoint);
    }

    PublishedCut before = cuts().publish("before");
    for (TableName table : List.of(TableName.SILVER_EVENTS, TableName.RECORD_COUNTS)) {
      assertThat(new Maintenance(lake, table, 64L << 20).rewriteManifests()).isEqualTo(6);
    }

    PublishedCut after = cuts().publish("after");
    assertThat(after.checkpoint()).isEqualTo("6");
    commit(7);
    expireAll();

    for (PublishedCut cut : List.of(before, after)) {
      assertThat(rows(cut, TableName.SILVER_EVENTS)).isEqualTo(6);
      assertThat(rows(cut, TableName.RECORD_COUNTS)).isEqualTo(6);
    }

    assertThat(cuts().publish("later").checkpoint()).isEqualTo("7");
  }

  @Test
  void whatWasInterruptedIsToldAndCanBeDoneAgainOrDropped() throws IOException {
    commit(1);
    Table events = lake.load(TableName.SILVER_EVENTS);
    events.manageSnapshots().createTag("cut-x", events.currentSnapshot().snapshotId()).commit();
    commit(2);

    assertThat(cuts().list()).singleElement().matches(cut -> !cut.isComplete());
    assertThatThrownBy(() -> cuts().find("x"))
        .isInstanceOf(CutException.class)
        .hasMessageStartingWith("There is no cut x, nor any other; publish one with: ")
        .hasMessageContaining(" cut publish --set lake.warehouse=");

    PublishedCut cut = cuts().publish("x");
    assertThat(cut.checkpoint()).isEqualTo("2");
    assertThat(rows(cut, TableName.SILVER_EVENTS)).isEqualTo(2);

    // A removal that got no further than the ledger.
    lake.load(TableName.RECORD_COUNTS).manageSnapshots().removeTag("cut-x").commit();
    assertThat(cuts().list()).singleElement().matches(left -> !left.isComplete());
    cuts().drop("x");
    assertThat(cuts().list()).isEmpty();
    assertThatThrownBy(() -> cuts().drop("x")).isInstanceOf(CutException.class);
  }

  @Test
  void anEmptyLakeHasNoStateToName() {
    assertThatThrownBy(() -> cuts().publish("x"))
        .isInstanceOf(CutException.class)
        .hasMessageStartingWith("There is nothing to publish");
    assertThat(cuts().list()).isEmpty();
  }

  @Test
  void whileCommitsGoOnEachCutFitsItself() throws Exception {
    commit(1);
    Semaphore atEveryFifth = new Semaphore(0);
    CompletableFuture<Void> job =
        CompletableFuture.runAsync(
            () -> {
              for (int checkpoint = 2; checkpoint <= 25; checkpoint++) {
                commit(checkpoint);
                if (checkpoint % 5 == 0) {
                  atEveryFifth.release();
                }
              }
            });
    List<PublishedCut> published = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      atEveryFifth.acquire();
      // The job does not wait.
      published.add(cuts().publish("at_" + i));
    }

    job.join();
    published.add(cuts().publish("end"));

    for (PublishedCut cut : published) {
      assertThat(rows(cut, TableName.SILVER_EVENTS))
          .as("events at checkpoint " + cut.checkpoint())
          .isEqualTo(rows(cut, TableName.RECORD_COUNTS))
          .isEqualTo(Long.parseLong(cut.checkpoint()));
    }

    assertThat(rows(published.get(published.size() - 1), TableName.SILVER_EVENTS)).isEqualTo(25);
  }

  @Test
  void viewsNameSnapshotsByTheirIds() {
    commit(1);
    PublishedCut cut = cuts().publish("first");
    long events = cut.snapshots().get(TableName.SILVER_EVENTS);
    AthenaViews views = new AthenaViews(Lakes.of(options), cut);

    assertThat(views.create())
        .startsWith("-- The cut first: checkpoint 1, committed at " + cut.time() + "\n")
        .contains(
            "CREATE OR REPLACE VIEW dev_silver.events_cut_first AS\n"
                + "SELECT * FROM dev_silver.events FOR VERSION AS OF "
                + events
                + ";\n")
        .contains("-- dev_gold.fact_funnel had no rows yet\n");
    assertThat(views.drop())
        .isEqualTo(
            "DROP VIEW IF EXISTS dev_silver.events_cut_first;\n"
                + "DROP VIEW IF EXISTS dev_ops.record_counts_cut_first;\n");
  }

  private LakeCuts cuts() {
    return new LakeCuts(lake);
  }

  /** An event, and then its count: in the order of a job. */
  private void commit(int checkpoint) {
    event(checkpoint);
    LakeWriter.append(
        lake.load(TableName.RECORD_COUNTS),
        List.of(Map.of("arrival_minute", NOON, "outcome", "silver", "records", 1L)),
        summary(checkpoint));
  }

  private void event(int checkpoint) {
    LakeWriter.append(
        lake.load(TableName.SILVER_EVENTS),
        List.of(Map.of("event_id", "e" + checkpoint, "ts", NOON, "event_dt", DAY)),
        summary(checkpoint));
  }

  private static Map<String, String> summary(int checkpoint) {
    return Map.of(
        CommitSummary.RUN_ID,
        "r1",
        CommitSummary.CHECKPOINT_ID,
        String.valueOf(checkpoint),
        CommitSummary.WATERMARK,
        CommitSummary.END);
  }

  private void expireAll() {
    for (TableName table : Lakes.tables().readable()) {
      new Maintenance(lake, table, 64L << 20).expire(Instant.now().plusSeconds(3600));
    }
  }

  private long rows(PublishedCut cut, TableName table) throws IOException {
    long rows = 0;
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(lake.load(table)).useSnapshot(cut.snapshots().get(table)).build()) {
      for (Record record : records) {
        assertThat(record).isNotNull();
        rows++;
      }
    }

    return rows;
  }
}
