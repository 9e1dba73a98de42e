package io.eventlake.lake.marts;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.JobCatalog;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rows of a site's marts are, by examples that were reckoned by hand. */
class MartRowsTest {

  private static final TableSet MARTS = TableSet.of("site-marts");
  private static final LocalDate DAY = LocalDate.parse("2026-01-05");

  @TempDir private Path warehouse;
  private LakeTables lake;
  private LakeTables own;
  private int events;

  @BeforeEach
  void open() {
    lake =
        new LakeTables(
            new LakeCatalog(
                JobCatalog.options().parseLake(Map.of("lake.warehouse", warehouse.toString())),
                TableSet.of("site").reading(MARTS)));
    lake.apply();
    own = lake.beside(MARTS);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  /** A title lasts until the next; a late event may be the first. */
  @Test
  void eachTitleAndLengthOfContentIsARow() {
    append(
        TableName.SILVER_EVENTS,
        page(10, "https://a/b?x=1", "One"),
        page(11, "https://a/b#top", null),
        page(12, "https://a/b", "Two"),
        page(12, "https://a/b", "Three"),
        page(13, "https://a/b", "Two"),
        page(14, "https://a/c", null),
        video(10, "v", 60.0),
        video(11, "v", 60.0),
        video(12, "v", 61.5));
    run();
    assertThat(rows("dim_content", "content_id", "title", "duration", "valid_from", "valid_to"))
        .containsExactly(
            "page:https://a/b One null 10 12",
            "page:https://a/b Two null 12 null",
            "page:https://a/c null null 14 null",
            "video:v null 60.0 10 12",
            "video:v null 61.5 12 null");

    append(TableName.SILVER_EVENTS, page(9, "https://a/b", "Zero"), page(13, "https://a/c", "C"));
    run();
    assertThat(rows("dim_content", "content_id", "title", "valid_from", "valid_to"))
        .containsExactly(
            "page:https://a/b One 10 12",
            "page:https://a/b Two 12 null",
            "page:https://a/b Zero 9 10",
            "page:https://a/c C 13 null",
            "video:v null 10 12",
            "video:v null 12 null");
  }

  @Test
  void aUserIsAllThatItsSessionsAre() {
    append(
        TableName.SESSIONS,
        session("s1", 8, "DE", "phone"),
        session("s2", 10, "FR", null),
        session("s3", 12, null, "desktop"));
    append(VisitedSite.VIDEOS, watched("s1", 0.1), watched("s3", 0.2), watched("s4", 99.0));
    run();

    assertThat(
            rows(
                "dim_users",
                "user_id_hash",
                "first_seen_ts",
                "last_seen_ts",
                "sessions",
                "page_views",
                "played_seconds",
                "last_country",
                "last_device_type"))
        .containsExactly("ann 8 13 3 6 0.3 FR desktop");
  }

  private void run() {
    try (LakeLease lease = LakeLease.take(own, "marts")) {
      new MartRun(lake, own, Clock.systemUTC(), cut -> {}, line -> {}).run(lease, false);
    }
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies them
  private void append(TableName table, Map<String, Object>... rows) {
    LakeWriter.append(lake.load(table), List.of(rows));
  }

  /** Hours in place of times. */
  private List<String> rows(String table, String... columns) {
    return LakeReader.rows(own.load(MARTS.table("gold", table))).stream()
        .map(
            row ->
                Stream.of(columns)
                    .map(row::get)
                    .map(
                        value ->
                            value instanceof LocalDateTime
                                ? String.valueOf(((LocalDateTime) value).getHour())
                                : String.valueOf(value))
                    .collect(Collectors.joining(" ")))
        .sorted()
        .toList();
  }

  private Map<String, Object> page(int hour, String url, String title) {
    Map<String, Object> row = event("page_view", hour);
    row.put("page_url", url);
    row.put("page_title", title);
    return row;
  }

  private Map<String, Object> video(int hour, String video, double seconds) {
    Map<String, Object> row = event("video_event", hour);
    row.put("video_id", video);
    row.put("duration", seconds);
    return row;
  }

  private Map<String, Object> event(String type, int hour) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("event_id", "e" + events++);
    row.put("event_type", type);
    row.put("event_dt", DAY);
    row.put("project_id", "p");
    row.put("ts", DAY.atTime(hour, 0));
    row.put("clock_skewed", false);
    return row;
  }

  private static Map<String, Object> session(String id, int hour, String country, String device) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", id);
    row.put("user_id_hash", "ann");
    row.put("project_id", "p");
    row.put("session_start_ts", DAY.atTime(hour, 0));
    row.put("session_end_ts", DAY.atTime(hour + 1, 0));
    row.put("event_dt", DAY);
    row.put("page_views", 2L);
    row.put("video_views", 1L);
    row.put("country", country);
    row.put("device_type", device);
    return row;
  }

  private static Map<String, Object> watched(String session, double seconds) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", session);
    row.put("video_id", "v");
    row.put("user_id_hash", "ann");
    row.put("project_id", "other");
    row.put("played_seconds", seconds);
    row.put("plays", 1);
    row.put("completes", 0);
    row.put("view_dt", DAY);
    row.put("event_dt", DAY);
    return row;
  }
}
