package io.eventlake.lake.marts;

import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeReader;
import io.eventlake.testing.LakeWriter;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** Tables of a site that change as a stream, its corrections, rebuilds and rewinds change them. */
final class VisitedSite {

  static final TableName PAGES = TableName.of("gold", "fact_page_views");
  static final TableName VIDEOS = TableName.of("gold", "fact_video_engagement");

  static final List<TableName> TABLES =
      List.of(PAGES, VIDEOS, TableName.SESSIONS, TableName.SILVER_EVENTS);

  private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
  private static final int DAYS = 4;
  private static final int HOURS = 30;

  private final LakeTables lake;
  private final Random random;
  private final List<Map<TableName, Long>> states = new ArrayList<>();
  private int ids;

  VisitedSite(LakeTables lake, long seed) {
    this.lake = lake;
    this.random = new Random(seed);
  }

  /** One change of any kind. */
  void change() {
    switch (random.nextInt(7)) {
      case 0:
        correct();
        break;
      case 1:
        rebuild();
        break;
      case 2:
        lose();
        break;
      case 3:
        rewind();
        break;
      default:
        visit();
    }

    states.add(snapshots());
  }

  /** Some sessions close. */
  void visit() {
    Map<TableName, List<Map<String, Object>>> rows = new HashMap<>();
    TABLES.forEach(table -> rows.put(table, new ArrayList<>()));
    for (int i = random.nextInt(3); i >= 0; i--) {
      session("s" + ids++, rows);
    }

    append(rows);
  }

  /** A session's rows go, and others of its key come. */
  private void correct() {
    if (ids == 0) {
      return;
    }

    String session = "s" + random.nextInt(ids);
    for (int day = 0; day < DAYS; day++) {
      for (TableName table : List.of(PAGES, VIDEOS, TableName.SESSIONS)) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("session_id", session);
        key.put("event_dt", FIRST.plusDays(day));
        if (lake.load(table).currentSnapshot() != null) {
          LakeWriter.delete(lake.load(table), key);
        }
      }
    }

    Map<TableName, List<Map<String, Object>>> rows = new HashMap<>();
    TABLES.forEach(table -> rows.put(table, new ArrayList<>()));
    session(session, rows);
    append(rows);
  }

  /** All files of a day are written anew, with a session more. */
  private void rebuild() {
    visit();
    LocalDate day = day();
    for (TableName table : TABLES) {
      Table loaded = lake.load(table);
      if (LakeReader.rows(loaded).stream().anyMatch(row -> day.equals(row.get("event_dt")))) {
        LakeWriter.rewrite(loaded, Expressions.equal("event_dt", (int) day.toEpochDay()));
      }
    }
  }

  private void lose() {
    LocalDate day = day();
    for (TableName table : TABLES) {
      lake.load(table)
          .newDelete()
          .deleteFromRowFilter(Expressions.equal("event_dt", (int) day.toEpochDay()))
          .commit();
    }
  }

  private void rewind() {
    if (states.isEmpty()) {
      return;
    }

    states
        .get(random.nextInt(states.size()))
        .forEach(
            (table, snapshot) ->
                lake.load(table).manageSnapshots().setCurrentSnapshot(snapshot).commit());
  }

  Map<TableName, Long> snapshots() {
    Map<TableName, Long> now = new HashMap<>();
    for (TableName table : TABLES) {
      Snapshot current = lake.load(table).currentSnapshot();
      if (current != null) {
        now.put(table, current.snapshotId());
      }
    }

    return now;
  }

  private void append(Map<TableName, List<Map<String, Object>>> rows) {
    rows.forEach(
        (table, some) -> {
          Table loaded = lake.load(table);
          if (!some.isEmpty()) {
            LakeWriter.append(loaded, some);
          }
        });
  }

  /** With two pages and perhaps a video, some of them on the day after its first. */
  private void session(String id, Map<TableName, List<Map<String, Object>>> rows) {
    LocalDateTime start = day().atStartOfDay().plusHours(random.nextInt(24));
    String user = random.nextInt(4) == 0 ? null : "u" + random.nextInt(4);
    String project = random.nextInt(4) == 0 ? null : "p" + random.nextInt(2);
    Map<String, Object> session = row("session_id", id, start);
    session.put("user_id_hash", user);
    session.put("project_id", project);
    session.put("session_start_ts", start);
    session.put("session_end_ts", start.plusHours(HOURS));
    session.put("page_views", 2L);
    session.put("video_views", 1L);
    session.put("country", any("DE", "FR"));
    session.put("device_type", any("desktop", "phone"));
    rows.get(TableName.SESSIONS).add(session);
    for (int page = 0; page < 2; page++) {
      LocalDateTime time = start.plusHours(random.nextInt(HOURS));
      Map<String, Object> view = row("event_id", id + "-" + page, start);
      of(session, view, time);
      view.put("ts", time);
      rows.get(PAGES).add(view);
      rows.get(TableName.SILVER_EVENTS).add(event(project, time, true));
    }

    LocalDateTime time = start.plusHours(random.nextInt(HOURS));
    Map<String, Object> video = row("video_id", "v" + random.nextInt(3), start);
    of(session, video, time);
    video.put("plays", 1 + random.nextInt(3));
    video.put("completes", random.nextInt(2));
    video.put("played_seconds", random.nextInt(1_000_000) / 1e3);
    rows.get(VIDEOS).add(video);
    rows.get(TableName.SILVER_EVENTS).add(event(project, time, false));
  }

  private static Map<String, Object> row(String key, String value, LocalDateTime start) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(key, value);
    row.put("event_dt", start.toLocalDate());
    return row;
  }

  private void of(Map<String, Object> session, Map<String, Object> fact, LocalDateTime time) {
    for (String column : List.of("session_id", "user_id_hash", "project_id")) {
      fact.put(column, session.get(column));
    }

    fact.put("environment", any("production", "test"));
    fact.put("view_dt", time.toLocalDate());
  }

  private Map<String, Object> event(String project, LocalDateTime time, boolean isPage) {
    Map<String, Object> row = row("event_id", "e" + ids++, time);
    row.put("event_type", isPage ? "page_view" : "video_event");
    row.put("project_id", project);
    row.put("ts", time);
    row.put("arrival_ts", time.plusMinutes(1));
    row.put("clock_skewed", random.nextInt(5) == 0);
    if (isPage) {
      row.put(
          "page_url",
          "https://site/" + random.nextInt(2) + List.of("", "?q=1", "#top").get(random.nextInt(3)));
      row.put("page_title", any("One", "Two"));
    } else {
      row.put("video_id", "v" + random.nextInt(3));
      row.put("duration", 100.0 + random.nextInt(2));
    }

    return row;
  }

  /** Or null. */
  private String any(String one, String other) {
    int which = random.nextInt(3);
    return which == 0 ? null : which == 1 ? one : other;
  }

  private LocalDate day() {
    return FIRST.plusDays(random.nextInt(DAYS));
  }
}
