package io.eventlake.lake.check;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.family.web.WebTables;
import io.eventlake.job.Lakes;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import io.eventlake.testing.LakeWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.data.Record;

/**
 * A lake in order: one visit on each of nine days, the last just now, of a page view, a chart
 * interaction and a click. A test adds rows that are copies of yesterday's with something changed.
 */
final class CheckedLake {

  static final LocalDateTime NOW = LocalDateTime.parse("2026-01-31T12:00:00");
  static final LocalDateTime YESTERDAY = NOW.minusDays(1).minusMinutes(10);

  private final Map<TableName, List<Map<String, Object>>> rows = new LinkedHashMap<>();
  private final Map<TableName, Map<String, Object>> yesterdays = new HashMap<>();
  private final LocalDate yesterday;
  private long sequence;

  CheckedLake() {
    this(NOW);
  }

  /** The lake at another time. */
  CheckedLake(LocalDateTime now) {
    yesterday = now.toLocalDate().minusDays(1);
    Lakes.tables().readable().forEach(table -> rows.put(table, new ArrayList<>()));
    for (int days = 8; days >= 0; days--) {
      visit("s" + days, now.minusDays(days).minusMinutes(10));
    }

    deadLetter(now.minusDays(9));
    membership(now.minusDays(9), now.minusDays(5));
    membership(now.minusDays(5), null);
  }

  /** Adds a copy of yesterday's first row of a table (its only one, where it has one). */
  CheckedLake add(TableName table, Object... columnsAndValues) {
    Map<String, Object> row = new HashMap<>(yesterdays.get(table));
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }

    rows.get(table).add(row);
    return this;
  }

  /** A record's number that no other has. */
  String nextSequence() {
    return String.valueOf(++sequence);
  }

  /** Writes all tables and returns where. */
  LakeOptions write(Path warehouse) {
    LakeOptions options = options(warehouse);
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
      rows.forEach((table, lines) -> LakeWriter.append(tables.load(table), lines));
    }

    return options;
  }

  static LakeOptions options(Path warehouse) {
    return JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
  }

  static Record struct(String column, String field, Object value) {
    return LakeWriter.struct(TableName.BRONZE_EVENTS, column, Map.of(field, value));
  }

  private void visit(String session, LocalDateTime start) {
    event(session, "view", "page_view", 0, start);
    event(session, "sort", "chart_interaction", 0, start.plusMinutes(1));
    event(session, "click", "affiliate_click", 120, start.plusMinutes(2));
    put(
        TableName.SESSIONS,
        start,
        row(
            "session_id",
            session,
            "session_start_ts",
            start,
            "session_end_ts",
            start.plusMinutes(2),
            "pageviews",
            1,
            "chart_interactions",
            1,
            "affiliate_clicks",
            1,
            "events",
            3L,
            "truncated",
            false,
            "revision",
            0,
            "event_dt",
            start.toLocalDate()));
    put(
        WebTables.FUNNEL,
        start,
        row(
            "session_id",
            session,
            "session_start_ts",
            start,
            "saw_comparison",
            false,
            "interacted_chart",
            true,
            "clicked_affiliate",
            true,
            "payout_cents",
            120L,
            "segments",
            List.of("new"),
            "segments_text",
            "new",
            "segments_resolved",
            true,
            "event_dt",
            start.toLocalDate()));
  }

  private void event(String session, String name, String type, long cents, LocalDateTime ts) {
    String id = session + "-" + name;
    String hour = DateTimeFormatter.ofPattern("HH", Locale.ROOT).format(ts);
    Map<String, Object> event =
        row("event_id", id, "event_type", type, "ts", ts, "arrival_ts", ts, "clock_skewed", false);
    Map<String, Object> bronze = new HashMap<>(event);
    bronze.put("shard_id", "shard-0");
    bronze.put("sequence_number", nextSequence());
    bronze.put("sub_sequence_number", 0);
    bronze.put("privacy", struct("privacy", "analytics", true));
    bronze.put("ingest_dt", ts.toLocalDate());
    bronze.put("hour", hour);
    put(TableName.BRONZE_EVENTS, ts, bronze);
    event.put("session_id", session);
    event.put("user_id_hash", "u1");
    event.put("payout_cents", cents == 0 ? null : cents);
    event.put("event_dt", ts.toLocalDate());
    event.put("event_hour", hour);
    event.put("in_session", true);
    put(TableName.SILVER_EVENTS, ts, event);
    if (cents > 0) {
      Map<String, Object> click = new HashMap<>(event);
      click
          .keySet()
          .removeAll(
              List.of("event_type", "arrival_ts", "clock_skewed", "event_hour", "in_session"));
      put(WebTables.CLICKS, ts, click);
    }

    put(
        WebTables.MINUTE_ACTIVITY,
        ts,
        row(
            "minute", ts,
            "event_type", type,
            "events", 1L,
            "payout_cents", cents,
            "event_dt", ts.toLocalDate()));
    count(ts, "read", null);
    count(ts, "bronze", null);
    count(ts, "silver", null);
    put(
        TableName.LATE_EVENTS,
        null,
        row(
            "event_id", id,
            "arrival_ts", ts,
            "watermark_ts", ts,
            "event_dt", ts.toLocalDate()));
  }

  private void deadLetter(LocalDateTime arrival) {
    yesterdays.put(
        TableName.DEAD_LETTERS,
        row(
            "family",
            "web",
            "reason",
            "BAD_ENUM",
            "message",
            "wrong",
            "masked",
            false,
            "arrival_ts",
            arrival,
            "shard_id",
            "shard-0",
            "sequence_number",
            nextSequence(),
            "sub_sequence_number",
            0,
            "ingest_dt",
            arrival.toLocalDate()));
    add(TableName.DEAD_LETTERS);
    count(arrival, "read", null);
    count(arrival, "dead_letter", "BAD_ENUM");
  }

  private void membership(LocalDateTime from, LocalDateTime to) {
    yesterdays.put(
        SegmentTables.USER_SEGMENTS,
        row(
            "user_id_hash", "u1",
            "segment_key", "new",
            "as_of_ts", from,
            "valid_from", from,
            "valid_to", to));
    add(SegmentTables.USER_SEGMENTS);
  }

  private void count(LocalDateTime minute, String outcome, String reason) {
    put(
        TableName.RECORD_COUNTS,
        minute,
        row(
            "arrival_minute", minute,
            "family", "web",
            "outcome", outcome,
            "reason", reason,
            "records", 1L));
  }

  /**
   * Adds a row, and keeps the first of yesterday as the one to copy.
   *
   * @param time null for a row that is there to be copied only
   */
  private void put(TableName table, LocalDateTime time, Map<String, Object> row) {
    LocalDateTime day = time == null ? (LocalDateTime) row.get("arrival_ts") : time;
    if (day.toLocalDate().equals(yesterday)) {
      yesterdays.putIfAbsent(table, row);
    }

    if (time != null) {
      rows.get(table).add(row);
    }
  }

  private static Map<String, Object> row(Object... columnsAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }

    return row;
  }
}
