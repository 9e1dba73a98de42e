package io.eventlake.lake.audit;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A lake of a dozen records whose balance sheet is in order: events of a session, of a user, of
 * neither, late, beyond the bound, and duplicates, dead letters and one without consent. A test
 * changes rows before it is written.
 */
final class SmallLake {

  static final LocalDateTime NOON = LocalDateTime.parse("2026-01-31T12:00:00");
  static final LocalDate DAY = NOON.toLocalDate();

  private final Map<TableName, List<Map<String, Object>>> rows = new LinkedHashMap<>();
  private long sequence;

  SmallLake() {
    Lakes.tables().readable().forEach(table -> rows.put(table, new ArrayList<>()));
    event("e1", "page_view", "s1", "u1", 0, 0);
    event("e2", "chart_interaction", "s1", "u1", 0, 1);
    event("e3", "affiliate_click", "s1", "u1", 120, 2);
    bronze("E3", "affiliate_click", "s1", "u1");
    count("duplicate", null, 1);
    event("e4", "affiliate_click", "", "u2", 30, 3);
    event("e5", "page_view", null, null, 0, 4);
    event("e6", "page_view", "s3", "u1", 0, 5);
    add(TableName.LATE_EVENTS, row("event_id", "e6", "session_id", "s3", "arrival_ts", NOON));
    event("e7", "page_view", "s1", "u1", 0, 6);
    count("beyond_bound", null, 1);
    session("s1", 3);
    session("derived", 1);
    deadLetter("MALFORMED_JSON");
    deadLetter("MALFORMED_JSON");
    deadLetter("BAD_ENUM");
    read();
    count("no_consent", null, 1);
    segment("u1", "frequent", NOON.minusDays(9), NOON.minusDays(5));
    segment("u1", "frequent", NOON.minusDays(5), null);
    segment("u1", "new", NOON.minusDays(9), null);
  }

  /** An event in bronze, silver and gold, and in the counts; in no session. */
  SmallLake event(String id, String type, String session, String user, long cents, int minute) {
    bronze(id, type, session, user);
    return silver(id, type, session, user, cents, minute);
  }

  /** A record in bronze and in the counts. */
  SmallLake bronze(String id, String type, String session, String user) {
    add(
        TableName.BRONZE_EVENTS,
        row(
            "event_id",
            id,
            "event_type",
            type,
            "session",
            struct(TableName.BRONZE_EVENTS, "session", "session_id", session),
            "user",
            struct(TableName.BRONZE_EVENTS, "user", "user_id_hash", user),
            "shard_id",
            "shard-0",
            "sequence_number",
            String.valueOf(++sequence),
            "sub_sequence_number",
            0,
            "ingest_dt",
            DAY,
            "hour",
            "12"));
    read();
    return count("bronze", null, 1);
  }

  /** An event in silver and gold, and in the counts. */
  SmallLake silver(String id, String type, String session, String user, long cents, int minute) {
    Map<String, Object> event =
        row(
            "event_id",
            id,
            "event_type",
            type,
            "session_id",
            session == null || session.isEmpty() ? null : session,
            "user_id_hash",
            user,
            "ts",
            NOON.plusMinutes(minute),
            "arrival_ts",
            NOON.plusMinutes(minute),
            "clock_skewed",
            false,
            "event_dt",
            DAY);
    Map<String, Object> click = row(event);
    click.keySet().removeAll(List.of("event_type", "arrival_ts", "clock_skewed"));
    if (type.equals("affiliate_click")) {
      event.put("payout_cents", cents);
      click.put("payout_cents", cents);
      add(WebTables.CLICKS, click);
    }

    add(TableName.SILVER_EVENTS, event);
    add(
        WebTables.MINUTE_ACTIVITY,
        row(
            "minute", NOON,
            "event_type", type,
            "events", 1L,
            "payout_cents", cents,
            "event_dt", DAY));
    return count("silver", null, 1);
  }

  /** A session in silver and its row of the funnel. */
  SmallLake session(String id, long events) {
    add(TableName.SESSIONS, row("session_id", id, "event_dt", DAY, "events", events));
    return add(WebTables.FUNNEL, row("session_id", id, "event_dt", DAY));
  }

  /** A rejected record and its counts. */
  SmallLake deadLetter(String reason) {
    add(
        TableName.DEAD_LETTERS,
        row(
            "reason",
            reason,
            "shard_id",
            "shard-0",
            "sequence_number",
            String.valueOf(++sequence),
            "sub_sequence_number",
            0,
            "ingest_dt",
            DAY));
    read();
    return count("dead_letter", reason, 1);
  }

  private SmallLake read() {
    return count("handed_over", null, 1).count("read", null, 1);
  }

  SmallLake count(String outcome, String reason, long records) {
    return add(
        TableName.RECORD_COUNTS,
        row("arrival_minute", NOON, "outcome", outcome, "reason", reason, "records", records));
  }

  /** That records of an edge with these numbers came. */
  SmallLake edge(String producer, long first, long records) {
    return add(
        TableName.RECORD_COUNTS,
        row(
            "arrival_minute",
            NOON,
            "outcome",
            "edge",
            "producer",
            producer,
            "first_number",
            first,
            "records",
            records));
  }

  SmallLake segment(String user, String segment, LocalDateTime from, LocalDateTime to) {
    return add(
        SegmentTables.USER_SEGMENTS,
        row("user_id_hash", user, "segment_key", segment, "valid_from", from, "valid_to", to));
  }

  /** Writes a row of a table once more. */
  SmallLake repeat(TableName table, int index) {
    return add(table, row(rows.get(table).get(index)));
  }

  /** Takes rows away. */
  SmallLake remove(TableName table, Predicate<Map<String, Object>> which) {
    rows.get(table).removeIf(which);
    return this;
  }

  /** Changes a value of a row. */
  SmallLake set(TableName table, int index, String column, Object value) {
    rows.get(table).get(index).put(column, value);
    return this;
  }

  /** Makes a row one of a record of several events. */
  SmallLake ofRecord(TableName table, int row, String record, int index, int count) {
    return set(table, row, "sequence_number", record)
        .set(table, row, "event_index", index)
        .set(table, row, "event_count", count);
  }

  /** A value of a row. */
  Object value(TableName table, int index, String column) {
    return rows.get(table).get(index).get(column);
  }

  /** Writes all tables, the ledger last, and returns where. */
  LakeOptions write(Path warehouse, Map<String, String> summary) {
    return write(options(warehouse), summary);
  }

  LakeOptions write(LakeOptions options, Map<String, String> summary) {
    try (LakeTables tables = new LakeTables(Lakes.of(options))) {
      tables.apply();
      rows.forEach(
          (name, lines) -> {
            if (!lines.isEmpty() && !name.equals(TableName.RECORD_COUNTS)) {
              LakeWriter.append(tables.load(name), List.copyOf(lines), summary);
            }
          });
      LakeWriter.append(
          tables.load(TableName.RECORD_COUNTS),
          List.copyOf(rows.get(TableName.RECORD_COUNTS)),
          summary);
    }

    return options;
  }

  static LakeOptions options(Path warehouse) {
    return JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
  }

  static Map<String, Object> row(Object... columnsAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }

    return row;
  }

  private static Map<String, Object> row(Map<String, Object> row) {
    return new HashMap<>(row);
  }

  private static Object struct(TableName table, String column, String field, Object value) {
    return LakeWriter.struct(table, column, Map.of(field, value == null ? "" : value));
  }

  private SmallLake add(TableName table, Map<String, Object> row) {
    rows.get(table).add(row);
    return this;
  }
}
