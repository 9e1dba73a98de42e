package io.eventlake.testing;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tables of learning events made by hand, in order: what each event makes of gold stands here a
 * second time, by no code of the job. A test changes rows before they are written.
 */
public final class LearningLake {

  public static final TableName FACTS = TableName.of("gold", "facts");
  public static final TableName OUTCOMES = TableName.of("gold", "outcomes");
  public static final TableName DAYS = TableName.of("gold", "learning_days");

  static final String FAMILY = "caliper";

  private final Map<TableName, List<Map<String, Object>>> rows = new LinkedHashMap<>();
  private int events;
  private int records;

  public LearningLake() {
    Lakes.ofFamily(options(Path.of("none")), FAMILY)
        .set()
        .tables()
        .forEach(table -> rows.put(table, new ArrayList<>()));
  }

  /** An event of somebody, or nobody, in bronze and silver and in a learner's day. */
  public LearnedEvent event(String type, String action, String learner, String time) {
    return new LearnedEvent(
        this, String.valueOf(++events), type, action, learner, LocalDateTime.parse(time));
  }

  /** A describe, which is in bronze only. */
  public LearningLake describe(String id, String time) {
    Map<String, Object> row = delivered(LocalDateTime.parse(time));
    row.putAll(
        row("event_id", "describe-" + id, "kind", "entity", "event_type", "Person", "id", id));
    row.putAll(row("payload", "{\"id\":\"" + id + "\"}", "rules", "caliper-1.2"));
    return accepted(row);
  }

  /** A rejected item of an emitter, alone in its record. */
  public LearningLake letter(String reason, String payload, String time) {
    LocalDateTime arrival = LocalDateTime.parse(time);
    Map<String, Object> row = delivered(arrival);
    row.keySet().remove("clock_skewed");
    row.putAll(row("family", FAMILY, "reason", reason, "pointer", "/data/0", "masked", false));
    row.put("message", "It is no " + reason + ".");
    row.put("payload", ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1)));
    return count("handed_over", null, 1, arrival)
        .count("read", null, 1, arrival)
        .count("dead_letter", reason, 1, arrival)
        .add(TableName.DEAD_LETTERS, row);
  }

  /** A session's row. */
  public LearningLake session(
      String id, String learner, String start, int minutes, long events, long views, long work) {
    LocalDateTime from = LocalDateTime.parse(start);
    Map<String, Object> row =
        row("session_id", id, "user_id_hash", learner, "learners", learner == null ? 0 : 1);
    row.putAll(row("session_start_ts", from, "session_end_ts", from.plusMinutes(minutes)));
    row.putAll(row("events", events, "navigations", views, "assessments", work, "media", 0L));
    row.putAll(row("social", 0L, "truncated", false, "revision", 0));
    row.putAll(row("event_dt", from.toLocalDate(), "id_derived", id.startsWith("u-")));
    return add(TableName.SESSIONS, row);
  }

  public LearningLake count(String outcome, String reason, long records, LocalDateTime minute) {
    return add(
        TableName.RECORD_COUNTS,
        row(
            "arrival_minute",
            minute,
            "family",
            FAMILY,
            "outcome",
            outcome,
            "reason",
            reason,
            "records",
            records));
  }

  /** A row of a table. */
  public Map<String, Object> row(TableName table, int index) {
    return rows.get(table).get(index);
  }

  /** The row that was added last. */
  public Map<String, Object> last(TableName table) {
    return rows.get(table).get(rows.get(table).size() - 1);
  }

  /** Adds a copy of a row with something changed. */
  public LearningLake copy(TableName table, int index, Object... columnsAndValues) {
    Map<String, Object> copy = new HashMap<>(row(table, index));
    copy.putAll(row(columnsAndValues));
    return add(table, copy);
  }

  /** Changes a row. */
  public LearningLake set(TableName table, int index, Object... columnsAndValues) {
    row(table, index).putAll(row(columnsAndValues));
    return this;
  }

  /** Takes rows away. */
  public LearningLake remove(TableName table, Predicate<Map<String, Object>> which) {
    rows.get(table).removeIf(which);
    return this;
  }

  /** Writes all tables, the ledger last, and returns where. */
  public LakeCatalog write(Path warehouse) {
    LakeCatalog catalog = Lakes.ofFamily(options(warehouse), FAMILY);
    try (LakeTables tables = new LakeTables(catalog)) {
      tables.apply();
      rows.forEach(
          (name, lines) -> {
            if (!lines.isEmpty() && !name.equals(TableName.RECORD_COUNTS)) {
              LakeWriter.append(tables.load(name), lines);
            }
          });
      LakeWriter.append(tables.load(TableName.RECORD_COUNTS), rows.get(TableName.RECORD_COUNTS));
    }

    return catalog;
  }

  /** Adds a row. */
  public LearningLake add(TableName table, Map<String, Object> row) {
    rows.get(table).add(row);
    return this;
  }

  /** Of a record with one item. */
  Map<String, Object> delivered(LocalDateTime arrival) {
    Map<String, Object> row = row("shard_id", "shard-0", "arrival_ts", arrival);
    row.putAll(row("sequence_number", String.valueOf(++records), "sub_sequence_number", 0));
    row.putAll(row("event_index", 0, "event_count", 1, "clock_skewed", false));
    row.put("ingest_dt", arrival.toLocalDate());
    return row;
  }

  LearningLake accepted(Map<String, Object> row) {
    LocalDateTime arrival = (LocalDateTime) row.get("arrival_ts");
    return count("handed_over", null, 1, arrival)
        .count("read", null, 1, arrival)
        .count("bronze", null, 1, arrival)
        .add(TableName.BRONZE_EVENTS, row);
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
}
