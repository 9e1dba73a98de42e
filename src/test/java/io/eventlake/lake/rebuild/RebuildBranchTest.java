package io.eventlake.lake.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.job.Lakes;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.maintain.Maintenance;
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
class RebuildBranchTest {

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
    RebuildBranch branch = staged();
    append("late", DAY);
    append("d", NEXT);

    publish(branch);

    assertThat(events()).containsExactlyInAnyOrder("late", "c", "d");
    assertThat(lake.load(TableName.SILVER_EVENTS).refs()).containsOnlyKeys("main");
  }

  @Test
  void compactedFilesMeanwhileKeepAllTablesAsTheyAre() {
    RebuildBranch branch = staged();
    new Maintenance(lake, TableName.SILVER_EVENTS, 64L << 20).compact(NEXT);

    assertThatThrownBy(() -> publish(branch))
        .isInstanceOf(RebuildException.class)
        .hasMessageContaining("silver.events has changed in the days of the rebuild while it ran")
        .hasMessageContaining("2 of the files to replace are no longer there");

    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(finishInterrupted()).isEmpty();
    assertThat(lake.load(TableName.SILVER_EVENTS).refs()).containsOnlyKeys("main");
    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whatOthersHaveDroppedIsNotPublishedInSilence() {
    RebuildBranch branch = staged();
    assertThat(finishInterrupted()).isEmpty();

    assertThatThrownBy(() -> publish(branch))
        .isInstanceOf(RebuildException.class)
        .hasMessageStartingWith("Nothing is staged on the branch rebuild-test any more");
    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whatOthersHaveDroppedInPartIsNotPublishedInPart() {
    RebuildBranch branch = staged();
    // The first that a drop takes away; then it was killed.
    lake.load(TableName.RECORD_COUNTS).manageSnapshots().removeBranch(branch.name()).commit();

    assertThatThrownBy(() -> publish(branch)).isInstanceOf(RebuildException.class);
    assertThatThrownBy(() -> branch.publish(TableName.RECORD_COUNTS))
        .isInstanceOf(RebuildException.class);
    assertThat(events()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(finishInterrupted()).isEmpty();
    assertThat(lake.load(TableName.SILVER_EVENTS).refs()).containsOnlyKeys("main");
  }

  @Test
  void nobodyFinishesARebuildThatIsStillAtWork() {
    RebuildBranch branch = staged();
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
    RebuildBranch branch = staged();
    branch.publish(TableName.SILVER_EVENTS);
    assertThatThrownBy(() -> RebuildBranch.requireNoneHalfPublished(lake))
        .isInstanceOf(RebuildException.class);
    append("late", DAY);

    assertThat(finishInterrupted()).containsExactly(branch.name());

    RebuildBranch.requireNoneHalfPublished(lake);
    assertThat(events()).containsExactlyInAnyOrder("late", "c");
    assertThat(finishInterrupted()).isEmpty();
  }

  private void publish(RebuildBranch branch) {
    try (LakeLease lease = LakeLease.take(lake, "a rebuild")) {
      branch.publish(lease);
    }
  }

  private List<String> finishInterrupted() {
    try (LakeLease lease = LakeLease.take(lake, "another rebuild")) {
      return RebuildBranch.finishInterrupted(lake, lease);
    }
  }

  private RebuildBranch staged() {
    RebuildBranch branch = RebuildBranch.create(lake, "test");
    branch.stage(RebuildBase.of(lake, DAY, DAY), List.of());
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
