package io.eventlake.testing;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/**
 * Tables of learning events made by hand, in order: what each event makes of gold stands here a
 * second time, by no code of the job. A test changes rows before they are written.
 */
public final class LearningLake {

  public static final TableName FACTS = TableName.of("gold", "facts");
  public static final TableName OUTCOMES = TableName.of("gold", "outcomes");
  public static final TableName DAYS = TableName.of("gold", "learning_days");

  static final String FAMILY = "caliper";
  private static final String TOTALS = "AggregateMeasureCollection";

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
  public Event event(String type, String action, String learner, String time) {
    return new Event(type, action, learner, LocalDateTime.parse(time));
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

  private LearningLake add(TableName table, Map<String, Object> row) {
    rows.get(table).add(row);
    return this;
  }

  /** Of a record with one item. */
  private Map<String, Object> delivered(LocalDateTime arrival) {
    Map<String, Object> row = row("shard_id", "shard-0", "arrival_ts", arrival);
    row.putAll(row("sequence_number", String.valueOf(++records), "sub_sequence_number", 0));
    row.putAll(row("event_index", 0, "event_count", 1, "clock_skewed", false));
    row.put("ingest_dt", arrival.toLocalDate());
    return row;
  }

  private LearningLake accepted(Map<String, Object> row) {
    LocalDateTime arrival = (LocalDateTime) row.get("arrival_ts");
    return count("handed_over", null, 1, arrival)
        .count("read", null, 1, arrival)
        .count("bronze", null, 1, arrival)
        .add(TableName.BRONZE_EVENTS, row);
  }

  private static LakeOptions options(Path warehouse) {
    return JobOptions.parseLake(Map.of("lake.warehouse", warehouse.toString()));
  }

  private static Map<String, Object> row(Object... columnsAndValues) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }

    return row;
  }

  /** An event before it is put into the tables. */
  public final class Event {

    private final Map<String, Object> silver;
    private final List<Record> measures = new ArrayList<>();
    private final List<Map<String, Object>> facts = new ArrayList<>();
    private BigDecimal active = BigDecimal.ZERO.setScale(3);
    private BigDecimal xp = BigDecimal.ZERO.setScale(4);

    private Event(String type, String action, String learner, LocalDateTime ts) {
      String number = String.valueOf(++events);
      silver = row("event_id", "e" + number, "id", "id" + number, "event_type", type);
      silver.putAll(row("action", action, "user_id_hash", learner, "ts", ts, "arrival_ts", ts));
      silver.put("learner_from", learner == null ? null : "actor");
      silver.putAll(row("clock_skewed", false, "in_session", learner != null));
      silver.putAll(row("rules", "caliper-1.2", "event_dt", ts.toLocalDate()));
    }

    /** Columns of silver. */
    public Event with(Object... columnsAndValues) {
      silver.putAll(row(columnsAndValues));
      return this;
    }

    public Event in(String session) {
      return with("session_id", session, "in_session", true);
    }

    public Event about(String id, String type, String name) {
      return with("object_id", id, "object_type", type, "object_name", name);
    }

    /** A window of time, or what else adds up. */
    public Event reports(String metric, String value) {
      BigDecimal amount = new BigDecimal(value).setScale(4);
      if (metric.equals("active")) {
        active = active.add(amount.setScale(3, RoundingMode.DOWN));
      } else {
        xp = xp.add(amount);
      }

      return measure(metric, amount, null, false);
    }

    /** A running total since a time. */
    public Event totals(String metric, String value, String since) {
      with("generated_type", TOTALS);
      return measure(metric, new BigDecimal(value).setScale(4), LocalDateTime.parse(since), true);
    }

    /** Of a grading. */
    public Event scores(String attempt, String quiz, String given, String most) {
      return with("object_id", attempt, "object_type", "Attempt", "assignable_id", quiz)
          .with("actor_id", "grader", "learner_from", "object.assignee")
          .with("score_given", points(given), "score_max", points(most));
    }

    /** Puts it into the tables. */
    public LearningLake end() {
      if (!measures.isEmpty()) {
        silver.put("measures", measures);
      }

      LocalDateTime ts = (LocalDateTime) silver.get("ts");
      add(TableName.SILVER_EVENTS, silver);
      count("silver", null, 1, ts);
      accepted(bronze(ts));
      facts.forEach(fact -> add(FACTS, fact));
      if (silver.get("score_given") != null) {
        grade();
      }

      return add(DAYS, day());
    }

    private Map<String, Object> bronze(LocalDateTime ts) {
      Map<String, Object> bronze = delivered(ts);
      for (String column : List.of("event_id", "id", "event_type", "action", "ts", "rules")) {
        bronze.put(column, silver.get(column));
      }

      Object learner = silver.get("user_id_hash");
      bronze.putAll(row("kind", "event", "payload", "{\"id\":\"" + silver.get("id") + "\"}"));
      bronze.putAll(row("session_id", silver.get("session_id"), "user_id_hash", learner));
      bronze.put("person_ids", learner == null ? null : List.of(learner));
      return bronze;
    }

    private Map<String, Object> day() {
      String type = (String) silver.get("event_type");
      Object action = silver.get("action");
      Map<String, Object> day =
          row("event_dt", silver.get("event_dt"), "learner_id", silver.get("user_id_hash"));
      day.putAll(row("ed_app_id", silver.get("ed_app_id"), "group_id", silver.get("group_id")));
      day.putAll(row("events", 1L, "view_events", one(type.equals("ViewEvent"))));
      day.put("items_completed", one(type.equals("AssessmentItemEvent")));
      day.put("submissions", one("Submitted".equals(action)));
      day.put("grades", one(type.equals("GradeEvent")));
      day.putAll(row("active_s", active, "xp", xp));
      return day;
    }

    private void grade() {
      add(FACTS, fact("score", "scoreGiven", (BigDecimal) silver.get("score_given"), null, false));
      BigDecimal given = (BigDecimal) silver.get("score_given");
      BigDecimal most = (BigDecimal) silver.get("score_max");
      Map<String, Object> outcome = row("event_id", silver.get("event_id"));
      outcome.putAll(row("learner_id", silver.get("user_id_hash"), "attempt_id", object()));
      outcome.putAll(row("grader_id", "grader", "score_given", given, "score_max", most));
      outcome.put("score_ratio", given.divide(most, 6, RoundingMode.HALF_UP));
      for (String column : List.of("ts", "event_dt", "assignable_id", "group_id", "ed_app_id")) {
        outcome.put(column, silver.get(column));
      }

      add(OUTCOMES, outcome);
    }

    private Event measure(String metric, BigDecimal value, LocalDateTime since, boolean total) {
      Types.StructType type =
          Lakes.ofFamily(options(Path.of("none")), FAMILY)
              .set()
              .definition(TableName.SILVER_EVENTS)
              .schema()
              .findType("measures.element")
              .asStructType();
      Record measure = GenericRecord.create(type);
      measure.setField("metric", metric);
      measure.setField("value", value);
      measure.setField("started_ts", since);
      facts.add(fact(String.valueOf(measures.size()), metric, value, since, total));
      measures.add(measure);
      return this;
    }

    /** The columns of the event must be known by now. */
    private Map<String, Object> fact(
        String place, String metric, BigDecimal value, LocalDateTime since, boolean total) {
      Map<String, Object> fact = row("fact_id", silver.get("event_id") + "#" + place);
      fact.putAll(row("source", "caliper:event:" + silver.get("id"), "metric", metric));
      fact.putAll(row("unit", "any", "value", value, "cumulative", total, "started_ts", since));
      fact.put("learner_id", silver.get("user_id_hash"));
      fact.put("course_id", either("course_id", "group_id"));
      fact.put("ed_app_id", either("ed_app_id", "app_id"));
      for (String column : List.of("event_id", "ts", "event_dt")) {
        fact.put(column, silver.get(column));
      }

      return fact;
    }

    private Object object() {
      return silver.get("object_id");
    }

    private Object either(String one, String other) {
      return silver.get(one) == null ? silver.get(other) : silver.get(one);
    }

    private long one(boolean is) {
      return is ? 1L : 0L;
    }

    private BigDecimal points(String number) {
      return new BigDecimal(number).setScale(4);
    }
  }
}
