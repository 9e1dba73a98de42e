package io.eventlake.testing;

import static io.eventlake.testing.LearningLake.DAYS;
import static io.eventlake.testing.LearningLake.FACTS;
import static io.eventlake.testing.LearningLake.OUTCOMES;
import static io.eventlake.testing.LearningLake.row;

import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

/** An event before it is put into the tables. */
public final class LearnedEvent {

  private static final String TOTALS = "AggregateMeasureCollection";

  private final LearningLake lake;

  private final Map<String, Object> silver;
  private final List<Record> measures = new ArrayList<>();
  private final List<Map<String, Object>> facts = new ArrayList<>();
  private BigDecimal active = BigDecimal.ZERO.setScale(3);
  private BigDecimal xp = BigDecimal.ZERO.setScale(4);

  LearnedEvent(
      LearningLake lake,
      String number,
      String type,
      String action,
      String learner,
      LocalDateTime ts) {
    this.lake = lake;
    silver = row("event_id", "e" + number, "id", "id" + number, "event_type", type);
    silver.putAll(row("action", action, "user_id_hash", learner, "ts", ts, "arrival_ts", ts));
    silver.put("learner_from", learner == null ? null : "actor");
    silver.putAll(row("clock_skewed", false, "in_session", learner != null));
    silver.putAll(row("rules", "caliper-1.2", "event_dt", ts.toLocalDate()));
  }

  /** Columns of silver. */
  public LearnedEvent with(Object... columnsAndValues) {
    silver.putAll(row(columnsAndValues));
    return this;
  }

  public LearnedEvent in(String session) {
    return with("session_id", session, "in_session", true);
  }

  public LearnedEvent about(String id, String type, String name) {
    return with("object_id", id, "object_type", type, "object_name", name);
  }

  /** A window of time, or what else adds up. */
  public LearnedEvent reports(String metric, String value) {
    BigDecimal amount = new BigDecimal(value).setScale(4);
    if (metric.equals("active")) {
      active = active.add(amount.setScale(3, RoundingMode.DOWN));
    } else {
      xp = xp.add(amount);
    }

    return measure(metric, amount, null, false);
  }

  /** A running total since a time. */
  public LearnedEvent totals(String metric, String value, String since) {
    with("generated_type", TOTALS);
    return measure(metric, new BigDecimal(value).setScale(4), LocalDateTime.parse(since), true);
  }

  /** Of a grading. */
  public LearnedEvent scores(String attempt, String quiz, String given, String most) {
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
    lake.add(TableName.SILVER_EVENTS, silver);
    lake.count("silver", null, 1, ts);
    lake.accepted(bronze(ts));
    facts.forEach(fact -> lake.add(FACTS, fact));
    if (silver.get("score_given") != null) {
      grade();
    }

    return lake.add(DAYS, day());
  }

  private Map<String, Object> bronze(LocalDateTime ts) {
    Map<String, Object> bronze = lake.delivered(ts);
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
    lake.add(
        FACTS, fact("score", "scoreGiven", (BigDecimal) silver.get("score_given"), null, false));
    BigDecimal given = (BigDecimal) silver.get("score_given");
    BigDecimal most = (BigDecimal) silver.get("score_max");
    Map<String, Object> outcome = row("event_id", silver.get("event_id"));
    outcome.putAll(row("learner_id", silver.get("user_id_hash"), "attempt_id", object()));
    outcome.putAll(row("grader_id", "grader", "score_given", given, "score_max", most));
    outcome.put("score_ratio", given.divide(most, 6, RoundingMode.HALF_UP));
    for (String column : List.of("ts", "event_dt", "assignable_id", "group_id", "ed_app_id")) {
      outcome.put(column, silver.get(column));
    }

    lake.add(OUTCOMES, outcome);
  }

  private LearnedEvent measure(
      String metric, BigDecimal value, LocalDateTime since, boolean total) {
    Types.StructType type =
        Lakes.ofFamily(LearningLake.options(Path.of("none")), LearningLake.FAMILY)
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
