package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.sink.CommitSummary;
import io.eventlake.event.RejectReason;
import io.eventlake.family.site.generate.ExpectedSite;
import io.eventlake.family.site.generate.SiteFiles;
import io.eventlake.family.site.generate.SiteQuirk;
import io.eventlake.family.site.generate.SiteTraffic;
import io.eventlake.lake.rewind.Rewind;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.SiteLake;
import io.eventlake.testing.WatchedEvents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done to the tables of a site while web's job runs on in the same warehouse: rewind,
 * replay, rebuild. The site ends as the oracle says, and web too.
 */
class SiteBesideWebITCase {

  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final LocalDate LAST = LocalDate.parse("2026-01-06");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir private Path directory;
  private Path lake;

  @Test
  @Timeout(240)
  void whateverIsDoneToASiteTheOtherFamilyGoesOn() throws Exception {
    WatchedEvents web = new WatchedEvents(directory.resolve("web"), 2_000, 1_000, 20_261_130);
    lake = web.lake();
    web.deliver(0);
    LocalRun running = LocalRun.start(web.options());

    SiteFiles files = new SiteFiles(directory.resolve("site"), 500);
    ExpectedSite expected =
        files.write(
            SiteTraffic.events(1_500)
                .seed(7)
                .span(Duration.ofHours(30))
                // Of two faults one is told, and here the user's form comes first.
                .share(SiteQuirk.MALFORMED, 0));
    // Of users that are no hashes there is a dead letter each, until somebody sees that they are.
    stream(files.events(), Map.of("decode.user-ids", "sha256:[0-9a-f]{64}"));
    Map<String, List<String>> first = rows();
    Snapshot end = ledger();
    assertThat(first.get("bronze.dead_letters"))
        .hasSizeGreaterThan(expected.rows("bronze.dead_letters").size() + 100);

    SiteFiles more = new SiteFiles(directory.resolve("more"), 500);
    more.write(SiteTraffic.events(300).seed(8));
    Instant later = Instant.ofEpochMilli(end.timestampMillis()).plusSeconds(1);
    stream(more.events(), Map.of("job.again-as-of", later.toString()));
    assertThat(rows()).isNotEqualTo(first);
    rewindTo(end);
    assertThat(rows()).isEqualTo(first);

    replay();
    // Its dead letters are there for ever, with the time of their replay.
    SiteLake site = site();
    site.assertSame(expected, row -> row.get("replayed_ts") == null);
    rebuildWhatWasLost();
    site.assertSame(expected, row -> row.get("replayed_ts") == null);
    assertThat(site.checkedRows()).isEmpty();

    web.deliver(1);
    web.awaitRows(running.ended(), web.allRows());
    running.drain(web.savepoints());
    running.ended().join();
    web.assertLake("arrival_ts", "ingest_ts");
    site.assertBalanced();
  }

  private void replay() throws IOException {
    List<String> told = new ArrayList<>();
    JobOptions options =
        options(
            "replay-dead-letters",
            Map.of("replay.where", "reason = '" + RejectReason.PERSONAL_ID + "'"));
    new ReplayRun(job(), options, Clock.fixed(NOW, ZoneOffset.UTC), told::add).run();

    assertThat(told).anyMatch(line -> line.endsWith("PERSONAL_ID: events now"));
  }

  /** Facts are made of sessions, whose notes are in no table: of their events once more. */
  private void rebuildWhatWasLost() throws IOException {
    Map<String, List<String>> before = rows();
    try (LakeTables tables = new LakeTables(site().catalog())) {
      for (String lost : List.of("fact_page_views", "fact_video_engagement")) {
        tables
            .load(TableName.of("gold", lost))
            .newDelete()
            .deleteFromRowFilter(Expressions.alwaysTrue())
            .commit();
      }
    }

    List<String> told = new ArrayList<>();
    JobOptions options =
        options("rebuild", Map.of("rebuild.from", FIRST.toString(), "rebuild.to", LAST.toString()));
    new RebuildRun(job(), options, told::add).run();

    assertThat(told)
        .anyMatch(line -> line.startsWith("Auditing the branch "))
        .anyMatch(line -> line.startsWith("gold.fact_page_views "));
    assertThat(rows()).isEqualTo(before);
  }

  private void rewindTo(Snapshot end) {
    try (LakeTables tables = new LakeTables(site().catalog())) {
      Rewind.toCheckpoint(
              tables,
              job().name(),
              Long.parseLong(end.summary().get(CommitSummary.CHECKPOINT_ID)),
              end.summary().get(CommitSummary.RUN_ID))
          .run(Rewind.Others.IN_THE_WAY);
    }
  }

  private Snapshot ledger() {
    try (LakeTables tables = new LakeTables(site().catalog())) {
      return tables.load(TableName.RECORD_COUNTS).currentSnapshot();
    }
  }

  /** Of every table but the counts, which are added to and never changed. */
  private Map<String, List<String>> rows() {
    Map<String, List<String>> all = new TreeMap<>();
    try (LakeTables tables = new LakeTables(site().catalog())) {
      for (TableName table : tables.names()) {
        if (!table.equals(TableName.RECORD_COUNTS)) {
          all.put(
              table.toString(),
              LakeReader.rows(tables.load(table)).stream()
                  .map(row -> new TreeMap<>(row).toString())
                  .sorted()
                  .toList());
        }
      }
    }

    return all;
  }

  private static FamilyJob job() {
    return (FamilyJob) JobCatalog.find("site");
  }

  private SiteLake site() {
    return new SiteLake(options("site", Map.of()).lake);
  }

  private void stream(Path events, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("source.path", events.toString());
    LocalRun.start(job(), options("site", properties)).ended().join();
  }

  private JobOptions options(String job, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", job);
    properties.put("source.type", "files");
    properties.putIfAbsent("source.path", directory.toString());
    properties.put("lake.warehouse", lake.toString());
    properties.put("local.parallelism", "1");
    properties.put("local.checkpoint-interval", "1 s");
    return JobCatalog.options().parse(properties);
  }
}
