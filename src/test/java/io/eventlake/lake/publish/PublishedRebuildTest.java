package io.eventlake.lake.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.Maintenance;
import io.eventlake.lake.rebuild.RebuildBase;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables go on while a rebuild is on its way into them. It finds nothing here: days get empty. */
class PublishedRebuildTest {

  private static final LocalDate DAY = LocalDate.parse("2026-01-31");
  private static final LocalDate NEXT = DAY.plusDays(1);

  @TempDir private Path warehouse;

  private LakeTables lake;

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            Lakes.of(JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()))));
    lake.apply();
    append("a", DAY);
    append("b", DAY);
    append("c", NEXT);
    LakeWriter.append(
        lake.load(TableName.RECORD_COUNTS),
        List.of(Map.of("outcome", "read", "records", 3L)),
        Map.of(CommitSummary.RUN_ID, "run", CommitSummary.CHECKPOINT_ID, "9"));
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void rowsThatComeMeanwhileStayWhateverTheirDay() {
    Publication branch = staged();
    append("late", DAY);
    append("d", NEXT);

    publish(branch);

    assertThat(events()).containsExactlyInAnyOrder("late", "c", "d");
    assertThat(lake.load(TableName.SILVER_EVENTS).refs()).containsOnlyKeys("main");
  }

  @Test
  void compactedFilesMeanwhileKeepAllTablesAsTheyAre() {
    Publication branch = staged();
    new Maintenance(lake, TableName.SILVER_EVENTS, 64L << 20).compact(NEXT);

    assertThatThrownBy(() -> publish(branch))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining(
            "silver.events has changed in what rebuild-test replaces while it ran")
        .hasMessageContaining("2 of the files to replace are no longer there");

    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(finishInterrupted()).isEmpty();
    assertThat(lake.load(TableName.SILVER_EVENTS).refs()).containsOnlyKeys("main");
    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whatOthersHaveDroppedIsNotPublishedInSilence() {
    Publication branch = staged();
    assertThat(finishInterrupted()).isEmpty();

    assertThatThrownBy(() -> publish(branch))
        .isInstanceOf(PublishException.class)
        .hasMessageStartingWith("Nothing is staged on the branch rebuild-test any more");
    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whatOthersHaveDroppedInPartIsNotPublishedInPart() {
    Publication branch = staged();
    // The first that a drop takes away; then it was killed.
    lake.load(TableName.RECORD_COUNTS).manageSnapshots().removeBranch(branch.name()).commit();

    assertThatThrownBy(() -> publish(branch)).isInstanceOf(PublishException.class);
    assertThatThrownBy(() -> branch.publish(TableName.RECORD_COUNTS))
        .isInstanceOf(PublishException.class);
    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(finishInterrupted()).isEmpty();
    assertThat(lake.load(TableName.SILVER_EVENTS).refs()).containsOnlyKeys("main");
  }

  @Test
  void nobodyFinishesARebuildThatIsStillAtWork() {
    Publication branch = staged();
    try (LakeLease lease = LakeLease.take(lake, "a rebuild of 2026-01-31")) {
      assertThatThrownBy(this::finishInterrupted)
          .isInstanceOf(LakeException.class)
          .hasMessageContaining("held by a rebuild of 2026-01-31 (process ");
      branch.publish(lease);
    }

    assertThat(events()).containsExactly("c");
    assertThat(finishInterrupted()).isEmpty();
  }

  @Test
  void whatIsPublishedInPartIsFinishedOnce() {
    Publication branch = staged();
    branch.publish(TableName.SILVER_EVENTS);
    assertThatThrownBy(() -> Publication.requireNoneHalfPublished(lake))
        .isInstanceOf(PublishException.class);
    append("late", DAY);

    assertThat(finishInterrupted()).containsExactly(branch.name());

    Publication.requireNoneHalfPublished(lake);
    assertThat(events()).containsExactlyInAnyOrder("late", "c");
    assertThat(finishInterrupted()).isEmpty();
  }

  private void publish(Publication branch) {
    try (LakeLease lease = LakeLease.take(lake, "a rebuild")) {
      branch.publish(lease);
    }
  }

  private List<String> finishInterrupted() {
    try (LakeLease lease = LakeLease.take(lake, "another rebuild")) {
      return Publication.finishInterrupted(lake, lease);
    }
  }

  private Publication staged() {
    Publication branch = Publication.create(lake, "rebuild-test");
    RebuildBase base = RebuildBase.of(lake, DAY, DAY);
    branch.stage(base.changes(lake, List.of()), base.sources(lake));
    assertThat(branch.changes()).anyMatch(line -> line.matches("silver.events +0 rows for 2"));
    return branch;
  }

  private void append(String id, LocalDate day) {
    LakeWriter.append(
        lake.load(TableName.SILVER_EVENTS),
        List.of(Map.of("event_id", id, "event_type", "page_view", "event_dt", day)));
  }

  private List<Object> events() {
    return LakeReader.rows(lake.load(TableName.SILVER_EVENTS)).stream()
        .map(row -> row.get("event_id"))
        .toList();
  }
}
