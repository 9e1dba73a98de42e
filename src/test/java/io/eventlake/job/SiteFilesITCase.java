package io.eventlake.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.JobOptions;
import io.eventlake.family.site.SiteFamily;
import io.eventlake.family.site.generate.ExpectedSite;
import io.eventlake.family.site.generate.SiteFiles;
import io.eventlake.family.site.generate.SiteQuirk;
import io.eventlake.family.site.generate.SiteTraffic;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.lake.sql.SqlScript;
import io.eventlake.testing.Rows;
import io.eventlake.testing.SiteLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job of a site over files, bounded, on an embedded Flink: every table against the oracle. */
class SiteFilesITCase {

  private static final Path CASE = Path.of("src/test/resources/fixtures/site/p01-video");

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  @Test
  void everyTableHasTheExpectedRows() throws IOException {
    SiteFiles files = new SiteFiles(directory, 4_000);
    ExpectedSite expected =
        files.write(
            SiteTraffic.events(8_000)
                .seed(20_261_130)
                .span(Duration.ofHours(40))
                .share(SiteQuirk.LATE, 0.03));

    run(files.events(), Map.of("local.parallelism", "2"));

    SiteLake lake = new SiteLake(options(files.events(), Map.of()).lake);
    lake.assertSame(expected);
    assertThat(lake.rows("silver.sessions")).anyMatch(row -> !row.get("revision").equals(0));
    assertThat(lake.checkedRows()).isEmpty();
    assertMarts(lake, expected, files.events());
  }

  /** The days by the oracle, which shares no code with the job's SQL; a second run has nothing. */
  private void assertMarts(SiteLake lake, ExpectedSite expected, Path events) throws IOException {
    SiteMartsJob job = new SiteMartsJob();
    JobOptions options = options(events, Map.of());
    BatchResult first = job.run(options, CLOCK, line -> {});
    assertThat(first.verdict()).isEqualTo("PUBLISHED");
    Rows.of(lake.marts("gold.agg_daily_metrics"))
        .assertSame(expected.rows("gold.agg_daily_metrics"));
    assertThat(lake.marts("gold.dim_users"))
        .hasSizeGreaterThan(10)
        .allMatch(row -> (Long) row.get("sessions") > 0);
    assertThat(lake.marts("gold.dim_content"))
        .anyMatch(row -> row.get("kind").equals("video"))
        .anyMatch(row -> row.get("kind").equals("page") && row.get("title") != null);

    List<String> told = new ArrayList<>();
    assertThat(job.run(options, CLOCK, told::add).verdict()).isEqualTo("DONE");
    assertThat(told).containsExactly("Nothing new since the run of " + CLOCK.instant() + ".");
    assertThat(LakeAudit.run(Lakes.ofFamily(options.lake, "site")).passed()).isTrue();
  }

  @Test
  void rocksDbGivesTheSame() throws IOException {
    SiteFiles files = new SiteFiles(directory, 1_000);
    ExpectedSite expected = files.write(SiteTraffic.events(3_000).seed(20_261_131));

    run(
        files.events(),
        Map.of(
            "local.parallelism", "1",
            "local.state-backend", "rocksdb",
            "local.checkpoint-interval", "500 ms"));

    new SiteLake(options(files.events(), Map.of()).lake).assertSame(expected);
  }

  /** The design's example, from its records to the figures of its tables. */
  @Test
  void theExampleHasItsFigures() throws IOException {
    Path events = Files.createDirectory(directory.resolve("events"));
    Path file = Files.copy(CASE.resolve("events.ndjson"), events.resolve("events.ndjson"));
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-04-01T10:05:00Z")));
    run(events, Map.of("local.parallelism", "1"));

    JsonNode expected = new ObjectMapper().readTree(CASE.resolve("expected.json").toFile());
    SiteLake lake = new SiteLake(options(events, Map.of()).lake);
    assertFigures(lake.rows("gold.fact_video_engagement"), expected.get("engagement"));
    assertFigures(lake.rows("gold.fact_page_views"), expected.get("page_views"));
    assertThat(lake.rows("silver.events")).hasSize(expected.get("events").intValue());
    assertThat(lake.rows("silver.sessions"))
        .singleElement()
        .satisfies(
            session -> {
              assertThat(session.get("event_dt")).isEqualTo(LocalDate.parse("2026-04-01"));
              assertThat(session.get("page_views")).isEqualTo(1L);
              assertThat(session.get("video_views")).isEqualTo(1L);
            });
  }

  /** A session's id comes back days later, and of many videos nothing but the end is told. */
  @Test
  void sessionsThatShareAnIdAndEndsWithoutAPlayAreInOrder() throws IOException {
    List<String> records = new ArrayList<>();
    for (String time : List.of("01T10:00", "01T10:01", "05T10:00", "05T10:01")) {
      records.add(record("again", time, "\"event_type\":\"page_view\",\"page_url\":\"/a\""));
    }
    records.add(record("played", "05T10:00", player("play", 0)));
    for (int i = 0; i < 11; i++) {
      records.add(record("ended-" + i, "05T10:00", player("complete", 60)));
    }
    Path events = Files.createDirectory(directory.resolve("events"));
    Files.write(events.resolve("events.ndjson"), records);
    run(events, Map.of("local.parallelism", "1"));

    SiteLake lake = new SiteLake(options(events, Map.of()).lake);
    assertThat(lake.rows("gold.fact_page_views"))
        .extracting(row -> row.get("event_dt") + " " + row.get("view_number"))
        .containsExactlyInAnyOrder("2026-04-01 1", "2026-04-01 2", "2026-04-05 1", "2026-04-05 2");
    assertThat(lake.checkedRows()).noneMatch(check -> check.contains("numbers"));
    Path report = Path.of("sql", "reports", "site", "video-funnel", "query.sql");
    String query = SqlScript.statements(Files.readString(report)).get(0);
    try (LakeEngine engine = LakeEngine.over(lake.catalog());
        QueryResult funnel = engine.run(query)) {
      assertThat(funnel.all())
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row).containsEntry("views", 12L).containsEntry("played", 1L);
                assertThat(row).containsEntry("completed", 0L);
                assertThat(row.get("completed_percent")).hasToString("0.00");
              });
    }
  }

  private static String player(String action, int position) {
    return String.format(
        Locale.ROOT,
        "\"event_type\":\"video_event\",\"video_id\":\"v\",\"action\":\"%s\",\"position\":%d,\"duration\":60",
        action,
        position);
  }

  /** A plain body of 2026-04, its id that of session and time. */
  private static String record(String session, String time, String properties) {
    return String.format(
        Locale.ROOT,
        "{\"event_id\":\"%1$s-%2$s\",\"session_id\":\"%1$s\",\"timestamp\":\"2026-04-%2$s:00Z\",%3$s}",
        session,
        time,
        properties);
  }

  private static void assertFigures(List<Map<String, Object>> rows, JsonNode expected) {
    assertThat(rows).hasSize(expected.size()).hasSize(1);
    Map<String, Object> told = new LinkedHashMap<>();
    expected
        .get(0)
        .fields()
        .forEachRemaining(
            figure -> {
              // What the figure is of stands beside it, and is no column.
              if (!figure.getKey().equals("of")) {
                told.put(figure.getKey(), value(figure.getValue()));
              }
            });
    assertThat(rows.get(0)).containsAllEntriesOf(told);
  }

  private static Object value(JsonNode figure) {
    return figure.isTextual()
        ? figure.textValue()
        : figure.isBoolean() ? figure.booleanValue() : figure.numberValue();
  }

  private void run(Path events, Map<String, String> more) {
    LocalRun.start(options(events, more)).ended().join();
  }

  private JobOptions options(Path events, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("job.name", SiteFamily.tables().name());
    properties.put("source.type", "files");
    properties.put("source.path", events.toString());
    properties.put("lake.warehouse", directory.resolve("lake").toString());
    properties.put("local.state-directory", directory.resolve("state").toString());
    properties.putIfAbsent("local.checkpoint-interval", "2 s");
    return JobCatalog.options().parse(properties);
  }
}
