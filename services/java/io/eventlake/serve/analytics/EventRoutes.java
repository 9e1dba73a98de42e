package io.eventlake.serve.analytics;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.HiddenException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Literals;
import io.eventlake.serve.lake.Viewer;
import io.eventlake.table.TableName;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Distinct events: by who, what, when, in pages of one snapshot; and one by its id. */
public final class EventRoutes implements Routes {

  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1_000;

  /** Parameters that are the value of a column. */
  private static final Map<String, String> FILTERS =
      Map.of(
          "type", "event_type",
          "session", "session_id",
          "user", "user_id_hash",
          "actor", "actor_id",
          "object", "object_id");

  private final Asked asked;

  public EventRoutes(Asked asked) {
    this.asked = asked;
  }

  @Override
  public void define(RoutesConfig to) {
    to.get("/analytics/families", this::families);
    to.get("/analytics/events", this::events);
    to.get("/analytics/events/{id}", this::event);
  }

  private void families(Context request) {
    Viewer viewer = asked.access.viewer(request);
    new Question(request, Set.of());
    List<Map<String, Object>> families = new ArrayList<>();
    for (String family : asked.families(viewer)) {
      try {
        families.add(asked.answer(asked.lake.state(viewer, family)));
      } catch (LakeException e) {
        families.add(Map.of("family", family, "error", "It cannot be read just now."));
      }
    }

    Answers.write(request, Map.of("families", families));
  }

  private void events(Context request) {
    Viewer viewer = asked.access.viewer(request);
    Question question =
        new Question(
            request,
            Set.of(
                "family", "type", "session", "user", "actor", "object", "from", "to", "limit",
                "cursor"));
    LakeState state = state(viewer, question);
    asked.cached.answer(request, viewer, state, () -> page(viewer, state, question));
  }

  private LakeState state(Viewer viewer, Question question) {
    LakeState state = asked.state(viewer, question.text("family"));
    if (!state.lake().set().contains(TableName.SILVER_EVENTS)) {
      throw new AnsweredException(
          400, "The tables of " + state.family() + " have no events: ask its reports.");
    }

    return state;
  }

  private Map<String, Object> page(Viewer viewer, LakeState state, Question question) {
    int limit = question.number("limit", PAGE, 1, LARGEST_PAGE);
    String cursorText = question.text("cursor");
    EventCursor cursor = cursorText == null ? null : EventCursor.of(cursorText);
    Map<String, Object> answer = new LinkedHashMap<>();
    Long newest = state.snapshot(TableName.SILVER_EVENTS).orElse(null);
    if (newest == null) {
      answer.put("events", List.of());
      answer.put("cursor", null);
      return answer;
    }

    long snapshot = cursor == null ? newest : cursor.snapshot();
    List<Map<String, Object>> rows =
        rows(
            viewer,
            state,
            from(snapshot, newest),
            conditions(viewer, state, question, cursor),
            limit);
    boolean more = rows.size() > limit;
    List<Map<String, Object>> page = more ? rows.subList(0, limit) : rows;
    String next = more ? EventCursor.behind(snapshot, page.get(limit - 1)).text() : null;
    page.forEach(row -> row.keySet().removeAll(List.of("cursor_session", "cursor_user")));
    answer.put("snapshot", String.valueOf(snapshot));
    answer.put("events", page);
    answer.put("cursor", next);
    return answer;
  }

  private static String from(long snapshot, long newest) {
    return "silver.events" + (snapshot == newest ? "" : " FOR VERSION AS OF " + snapshot);
  }

  private List<Map<String, Object>> rows(
      Viewer viewer, LakeState state, String from, List<String> conditions, int limit) {
    String columns =
        Asked.columns(viewer, state, TableName.SILVER_EVENTS).stream()
            .map(column -> "\"" + column + "\"")
            .collect(Collectors.joining(", "));
    try {
      return asked.rows(
          viewer,
          state,
          "SELECT "
              + columns
              + ", COALESCE(session_id, '') AS cursor_session,"
              + " COALESCE(user_id_hash, '') AS cursor_user FROM "
              + from
              + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
              + EventCursor.ORDER
              + " LIMIT "
              + (limit + 1),
          limit);
    } catch (SqlException e) {
      if (from.contains(" FOR ") && e.getMessage().contains("has no snapshot")) {
        throw new AnsweredException(
            410, "The snapshot that this cursor is of has expired: leave it out to begin anew.");
      }

      throw e;
    }
  }

  private static List<String> conditions(
      Viewer viewer, LakeState state, Question question, EventCursor cursor) {
    List<String> conditions = new ArrayList<>();
    List<String> columns = Asked.columns(viewer, state, TableName.SILVER_EVENTS);
    for (Map.Entry<String, String> filter : FILTERS.entrySet()) {
      String value = question.text(filter.getKey());
      if (value != null) {
        if (!columns.contains(filter.getValue())) {
          throw new AnsweredException(
              400,
              "Events of "
                  + state.family()
                  + " have no "
                  + filter.getKey()
                  + ", or this key may not see who somebody is.");
        }

        conditions.add("\"" + filter.getValue() + "\" = " + Literals.text(value));
      }
    }

    Instant from = question.instant("from");
    Instant to = question.instant("to");
    if (from != null) {
      conditions.add("ts >= " + Literals.timestamp(from));
    }
    if (to != null) {
      conditions.add("ts < " + Literals.timestamp(to));
    }
    if (cursor != null) {
      conditions.add(cursor.condition());
    }

    return conditions;
  }

  private void event(Context request) {
    Viewer viewer = asked.access.viewer(request);
    Question question = new Question(request, Set.of("family"));
    LakeState state = state(viewer, question);
    String id = request.pathParam("id").toLowerCase(Locale.ROOT);
    asked.cached.answer(
        request,
        viewer,
        state,
        () -> {
          List<Map<String, Object>> rows =
              state.snapshot(TableName.SILVER_EVENTS).isEmpty()
                  ? List.of()
                  : rows(
                      viewer,
                      state,
                      "silver.events",
                      List.of("event_id = " + Literals.text(id)),
                      LARGEST_PAGE);
          if (rows.isEmpty()) {
            throw new HiddenException(
                "There is no event with this id: GET /v1/receipts/ID tells of rejected ones.");
          }

          rows.forEach(row -> row.keySet().removeAll(List.of("cursor_session", "cursor_user")));
          return Map.of("events", rows);
        });
  }
}
