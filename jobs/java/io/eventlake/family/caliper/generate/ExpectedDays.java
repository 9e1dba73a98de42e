package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of {@code gold.learning_days}, one of each grain. */
final class ExpectedDays {

  private static final List<String> COUNTS =
      List.of("events", "view_events", "items_completed", "submissions", "grades");

  private ExpectedDays() {}

  static List<Map<String, Object>> rows(Collection<Told> events) {
    Map<List<Object>, Map<String, Object>> days = new LinkedHashMap<>();
    for (Told told : events) {
      List<Object> grain =
          Arrays.asList(
              told.columns.get("event_dt"),
              told.text("user_id_hash"),
              told.text("ed_app_id"),
              told.text("group_id"));
      add(days.computeIfAbsent(grain, ExpectedDays::day), told);
    }

    return new ArrayList<>(days.values());
  }

  private static Map<String, Object> day(List<Object> grain) {
    Map<String, Object> day = new LinkedHashMap<>();
    day.put("event_dt", grain.get(0));
    day.put("learner_id", grain.get(1));
    day.put("ed_app_id", grain.get(2));
    day.put("group_id", grain.get(3));
    COUNTS.forEach(count -> day.put(count, 0L));
    day.put("active_s", BigDecimal.ZERO.setScale(3));
    day.put("xp", BigDecimal.ZERO.setScale(4));
    return day;
  }

  private static void add(Map<String, Object> day, Told told) {
    String type = told.text("event_type");
    String action = told.text("action");
    count(day, "events", true);
    count(day, "view_events", Set.of("ViewEvent", "NavigationEvent").contains(type));
    count(
        day,
        "items_completed",
        Set.of("AssessmentItemEvent", "QuestionnaireItemEvent").contains(type)
            && action.equals("Completed"));
    count(
        day,
        "submissions",
        Set.of("AssessmentEvent", "AssignableEvent").contains(type) && action.equals("Submitted"));
    count(day, "grades", type.equals("GradeEvent"));
    for (Map<String, Object> measure : told.measures()) {
      BigDecimal value = (BigDecimal) measure.get("value");
      if ("active".equals(measure.get("metric"))) {
        day.merge("active_s", value.setScale(3), ExpectedDays::plus);
      } else if ("xpEarned".equals(measure.get("metric"))) {
        day.merge("xp", value, ExpectedDays::plus);
      }
    }
  }

  private static void count(Map<String, Object> day, String column, boolean counts) {
    day.merge(column, counts ? 1L : 0L, ExpectedDays::plus);
  }

  /** Adds rows to the sums over all grains of each day. */
  static void addTotals(List<Map<String, Object>> rows, Map<String, Map<String, Object>> totals) {
    for (Map<String, Object> row : rows) {
      String day = row.get("event_dt").toString();
      Map<String, Object> total = totals.computeIfAbsent(day, any -> new LinkedHashMap<>());
      total.putIfAbsent("event_dt", day);
      row.forEach(
          (column, value) -> {
            if (value instanceof Number) {
              total.merge(column, value, ExpectedDays::plus);
            }
          });
    }
  }

  private static Object plus(Object one, Object other) {
    return one instanceof Long
        ? (Object) ((Long) one + (Long) other)
        : ((BigDecimal) one).add((BigDecimal) other);
  }
}
