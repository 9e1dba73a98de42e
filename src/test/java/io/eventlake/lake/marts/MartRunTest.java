package io.eventlake.lake.marts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.JobCatalog;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.publish.Interruption;
import io.eventlake.lake.publish.Publication;
import io.eventlake.lake.publish.PublishException;
import io.eventlake.lake.publish.TableChange;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.Seed;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs over the tables of a site, which change in between as they can. */
class MartRunTest {

  private static final TableSet MARTS = TableSet.of("site-marts");
  private static final TableSet SITE = TableSet.of("site").reading(MARTS);
  private static final TableName DAILY = MARTS.table("gold", "agg_daily_metrics");
  private static final TableName RUNS = TableName.TRANSFORM_RUNS;
  private static final Predicate<String> NOTHING_CAME =
      line -> line.endsWith(": 0 rows came, 0 went");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path warehouse;
  private LakeTables lake;
  private LakeTables own;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            new LakeCatalog(
                JobCatalog.options().parseLake(Map.of("lake.warehouse", warehouse.toString())),
                SITE));
    lake.apply();
    own = lake.beside(MARTS);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  /** Whatever happens between the runs: late events, corrections, a rebuild, a rewind. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void someRunsGiveWhatOneGives(int round) {
    long seed = Seed.of(MartRunTest.class, 20_261_201) + round;
    VisitedSite site = new VisitedSite(lake, seed);
    site.visit();
    for (int i = 0; i < 3; i++) {
      site.change();
      site.change();
      run(false);
    }

    Map<TableName, List<String>> after = rows();
    assertThat(run(false)).as("seed %s: a second run", seed).isFalse();
    told.clear();
    run(true);
    assertThat(rows()).as("seed %s", seed).isEqualTo(after);
    assertThat(told).as("seed %s: a full run", seed).filteredOn(NOTHING_CAME).hasSize(3);
    assertThat(after.get(DAILY)).isNotEmpty();
    assertBalanced(LakeCut.of(lake));
  }

  /** Wherever it is killed, the next run makes of it what it would have been. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void whereverItIsKilledTheNextRunEndsIt(int step) {
    VisitedSite site = new VisitedSite(lake, 4_711);
    site.visit();
    site.visit();
    MartRun killed = marts();
    List<TableChange> changes = killed.changes(false);
    Publication publication = killed.publication();
    if (step > 0) {
      publication.stage(changes, killed.sources().madeOf(lake));
    }

    MARTS.tables().stream()
        .limit(Math.max(0, step - 1))
        .forEach(table -> Interruption.after(publication, table));
    if (step > 1) {
      assertThatThrownBy(() -> Publication.readableCut(lake))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining("is just being published, or was interrupted");
    }

    run(false);
    Map<TableName, List<String>> after = rows();
    assertBalanced(LakeCut.of(lake));
    told.clear();
    run(true);
    assertThat(rows()).isEqualTo(after);
    assertThat(told).filteredOn(NOTHING_CAME).hasSize(3);
  }

  /**
   * Compacted days are no changed ones; what was read before must still be there to be compared.
   */
  @Test
  void whatOneRunReadIsWhereTheNextBegins() {
    VisitedSite site = new VisitedSite(lake, 5);
    site.visit();
    run(false);
    Table pages = lake.load(VisitedSite.PAGES);
    Snapshot read = pages.currentSnapshot();
    told.clear();
    pages.rewriteManifests().clusterBy(file -> "all").commit();
    assertThat(pages.currentSnapshot().operation()).isEqualTo(DataOperations.REPLACE);
    assertThat(run(false)).isTrue();
    assertThat(told)
        .containsExactly(
            "gold.fact_page_views: no day changed",
            "gold.fact_video_engagement: as before",
            "silver.events: as before",
            "silver.sessions: as before");

    told.clear();
    site.visit();
    run(false);
    assertThat(told.get(0)).contains("days changed, 2026-01-0");
    assertThat(runs()).anyMatch(row -> row.contains("from_snapshot_id=" + read.snapshotId()));

    told.clear();
    site.visit();
    long last = pages.currentSnapshot().snapshotId();
    pages.refresh();
    pages.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    assertThat(pages.snapshot(last)).isNull();
    LakeAudit audit = LakeAudit.run(lake.lake(), MARTS, LakeCut.of(lake));
    assertThat(audit.passed()).isFalse();
    assertThat(audit.missing())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.why())
                    .contains("that the newest run read has expired. Run it again")
                    .contains("run site-marts"));
    run(false);
    assertThat(told.get(0)).isEqualTo("gold.fact_page_views: all days");
    assertBalanced(LakeCut.of(lake));
  }

  @Test
  void martsThatWereNeverMadeAreToldSo() {
    new VisitedSite(lake, 3).visit();

    assertThat(LakeAudit.run(lake.lake(), MARTS, LakeCut.of(lake)).lines())
        .hasSize(8)
        .allMatch(line -> line.toString().contains("(the job site-marts has not run) (0, 0)"));
  }

  private boolean run(boolean full) {
    try (LakeLease lease = LakeLease.take(own, "marts")) {
      Publication.finishInterrupted(own, lease);
      return marts().run(lease, full);
    }
  }

  private MartRun marts() {
    return new MartRun(lake, own, CLOCK, cut -> {}, told::add);
  }

  private void assertBalanced(LakeCut cut) {
    assertThat(LakeAudit.run(lake.lake(), MARTS, cut).lines())
        .hasSize(8)
        .allMatch(line -> line.passed());
  }

  private List<String> runs() {
    return LakeReader.rows(own.load(RUNS)).stream().map(String::valueOf).toList();
  }

  /** Of all marts; the runs are never the same. */
  private Map<TableName, List<String>> rows() {
    Map<TableName, List<String>> all =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (TableName table : MARTS.tables()) {
      if (!table.equals(RUNS)) {
        all.put(
            table,
            LakeReader.rows(own.load(table)).stream()
                .map(row -> new TreeMap<>(row).toString())
                .sorted()
                .toList());
      }
    }

    return all;
  }
}
