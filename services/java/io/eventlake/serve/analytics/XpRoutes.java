package io.eventlake.serve.analytics;

import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Literals;
import io.eventlake.serve.lake.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** XP by student and local day, each total with the earnings that it is the sum of. */
public final class XpRoutes implements Routes {

  private static final String FAMILY = "xp";

  private final Asked asked;

  public XpRoutes(Asked asked) {
    this.asked = asked;
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/analytics/xp", this::totals);
  }

  private void totals(Context request) {
    Viewer viewer = asked.access.viewer(request);
    Question question = new Question(request, Set.of("student", "from", "to"));
    LakeState state = asked.state(viewer, FAMILY);
    if (!viewer.persons()) {
      throw new AnsweredException(403, "This needs a key that may see persons.");
    }

    String where = conditions(question);
    asked.cached.answer(request, viewer, state, () -> answer(viewer, state, where));
  }

  private static String conditions(Question question) {
    List<String> conditions = new ArrayList<>();
    String student = question.text("student");
    LocalDate from = question.day("from");
    LocalDate to = question.day("to");
    if (student == null && from == null) {
      throw new AnsweredException(400, "Whose XP, or since when? Add ?student= or ?from=.");
    }
    if (student != null) {
      conditions.add("student_id = " + Literals.text(student));
    }
    if (from != null) {
      conditions.add("local_dt >= DATE '" + from + "'");
    }
    if (to != null) {
      conditions.add("local_dt <= DATE '" + to + "'");
    }

    return " WHERE " + String.join(" AND ", conditions);
  }

  private Map<String, Object> answer(Viewer viewer, LakeState state, String where) {
    List<Map<String, Object>> days =
        asked.rows(
            viewer,
            state,
            "SELECT student_id, local_dt, xp FROM gold.agg_daily_xp"
                + where
                + " ORDER BY student_id, local_dt LIMIT "
                + (asked.maxRows + 1),
            asked.maxRows);
    boolean truncated = days.size() > asked.maxRows;
    List<Map<String, Object>> shown = truncated ? days.subList(0, asked.maxRows) : days;
    Map<String, List<Map<String, Object>>> earnings = earnings(viewer, state, where);
    for (Map<String, Object> day : shown) {
      day.put("earnings", earnings.getOrDefault(key(day), List.of()));
    }

    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("truncated", truncated);
    answer.put("days", shown);
    return answer;
  }

  /** By student and day. */
  private Map<String, List<Map<String, Object>>> earnings(
      Viewer viewer, LakeState state, String where) {
    Map<String, List<Map<String, Object>>> earnings = new HashMap<>();
    List<Map<String, Object>> rows =
        asked.rows(
            viewer,
            state,
            "SELECT student_id, local_dt, activity_id, attempt, xp, record_source, status, flag,"
                + " sources FROM gold.fact_xp"
                + where
                + " ORDER BY student_id, local_dt, activity_id, attempt",
            Integer.MAX_VALUE - 1);
    for (Map<String, Object> row : rows) {
      String key = key(row);
      Map<String, Object> earning = new LinkedHashMap<>(row);
      earning.keySet().removeAll(List.of("student_id", "local_dt"));
      earnings.computeIfAbsent(key, any -> new ArrayList<>()).add(earning);
    }

    return earnings;
  }

  private static String key(Map<String, Object> row) {
    return row.get("local_dt") + " " + row.get("student_id");
  }
}
