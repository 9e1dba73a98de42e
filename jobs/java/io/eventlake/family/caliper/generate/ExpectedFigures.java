package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of {@code gold.facts} and {@code gold.outcomes}: what events report, one by one. */
final class ExpectedFigures {

  private static final Map<String, String> UNITS =
      Map.of(
          "xpEarned",
          "xp",
          "active",
          "s",
          "waste",
          "s",
          "MinutesOnTask",
          "min",
          "scoreGiven",
          "points");

  private ExpectedFigures() {}

  static List<Map<String, Object>> facts(Collection<Told> events) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Told told : events) {
      boolean totals = "AggregateMeasureCollection".equals(told.text("generated_type"));
      List<Map<String, Object>> measures = told.measures();
      for (int i = 0; i < measures.size(); i++) {
        Map<String, Object> measure = measures.get(i);
        Map<String, Object> row = fact(told, Integer.toString(i), measure.get("metric"));
        row.put("value", measure.get("value"));
        row.put("cumulative", totals);
        row.put("started_ts", measure.get("started_ts"));
        row.put("ended_ts", measure.get("ended_ts"));
        rows.add(row);
      }

      if (told.columns.containsKey("score_given")) {
        Map<String, Object> row = fact(told, "score", "scoreGiven");
        row.put("value", told.columns.get("score_given"));
        row.put("cumulative", false);
        rows.add(row);
      }
    }

    return rows;
  }

  private static Map<String, Object> fact(Told told, String position, Object metric) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("fact_id", told.text("event_id") + "#" + position);
    row.put("source", "caliper:event:" + told.text("id"));
    copy(told, row, "event_id", "ts", "subject", "event_dt");
    row.put("learner_id", told.text("user_id_hash"));
    row.put("metric", metric);
    row.put("unit", UNITS.getOrDefault(metric, "count"));
    row.put("activity_id", either(told, "activity_id", "object_id"));
    row.put("course_id", either(told, "course_id", "group_id"));
    row.put("ed_app_id", either(told, "ed_app_id", "app_id"));
    return row;
  }

  static List<Map<String, Object>> outcomes(Collection<Told> events) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Told told : events) {
      if (!"GradeEvent".equals(told.text("event_type"))) {
        continue;
      }

      Map<String, Object> row = new LinkedHashMap<>();
      copy(told, row, "event_id", "ts", "attempt_count", "assignable_id", "assignable_type");
      copy(told, row, "score_given", "score_max", "group_id", "ed_app_id", "event_dt");
      row.put("learner_id", told.text("user_id_hash"));
      row.put("grader_id", told.text("actor_id"));
      row.put("grader_type", told.text("actor_type"));
      row.put("attempt_id", told.text("object_id"));
      BigDecimal given = (BigDecimal) told.columns.get("score_given");
      BigDecimal most = (BigDecimal) told.columns.get("score_max");
      row.put("score_ratio", given.divide(most, 6, RoundingMode.HALF_UP));
      rows.add(row);
    }

    return rows;
  }

  private static Object either(Told told, String one, String other) {
    Object value = told.columns.get(one);
    return value == null ? told.columns.get(other) : value;
  }

  private static void copy(Told told, Map<String, Object> row, String... columns) {
    for (String column : columns) {
      row.put(column, told.columns.get(column));
    }
  }
}
