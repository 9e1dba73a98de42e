package io.eventlake.serve.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Literals;
import io.eventlake.table.TableName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code eventCounts}: distinct events and their users, by family and type. */
final class EventCounts implements DataFetcher<List<Map<String, Object>>> {

  private static final int MOST_TYPES = 100;

  private final int maxRows;

  EventCounts(int maxRows) {
    this.maxRows = maxRows;
  }

  @Override
  public List<Map<String, Object>> get(DataFetchingEnvironment field) {
    Asking asking = field.getGraphQlContext().get(Asking.class);
    String family = field.getArgument("family");
    String query = query(conditions(field));
    List<Map<String, Object>> counts = new ArrayList<>();
    for (String each : family == null ? asking.families() : List.of(family)) {
      LakeState state = asking.state(each);
      boolean hasEvents = state.lake().set().contains(TableName.SILVER_EVENTS);
      if (!hasEvents && family != null) {
        throw new AnsweredException(400, "The tables of " + family + " have no events.");
      }

      if (hasEvents && state.snapshot(TableName.SILVER_EVENTS).isPresent()) {
        counts.addAll(counts(asking, state, query));
      }
    }

    return counts;
  }

  private List<Map<String, Object>> counts(Asking asking, LakeState state, String query) {
    return asking.ask(
        state,
        engine -> {
          List<Map<String, Object>> counts = new ArrayList<>();
          try (QueryResult result = engine.run(query)) {
            for (List<Object> row = result.next(); row != null; row = result.next()) {
              if (counts.size() == maxRows) {
                throw new AnsweredException(
                    400, "There are more than " + maxRows + " types: name some by eventTypes.");
              }

              counts.add(
                  Map.of(
                      "family", state.family(),
                      "eventType", row.get(0),
                      "count", row.get(1),
                      "uniqueUsers", row.get(2)));
            }
          }

          return counts;
        });
  }

  private static String query(List<String> conditions) {
    return "SELECT event_type, COUNT(*) AS n, COUNT(DISTINCT user_id_hash) AS users"
        + " FROM silver.events"
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + " GROUP BY event_type ORDER BY event_type";
  }

  private static List<String> conditions(DataFetchingEnvironment field) {
    List<String> conditions = new ArrayList<>();
    Map<String, String> range = field.getArgumentOrDefault("timeRange", Map.of());
    if (range != null && range.get("start") != null) {
      conditions.add("ts >= " + Literals.timestamp(time("start", range.get("start"), 0)));
    }
    if (range != null && range.get("end") != null) {
      conditions.add("ts < " + Literals.timestamp(time("end", range.get("end"), 1)));
    }

    List<String> types = field.getArgument("eventTypes");
    if (types != null) {
      if (types.isEmpty() || types.size() > MOST_TYPES) {
        throw new AnsweredException(
            400, "eventTypes has none, or more than " + MOST_TYPES + ": leave it out for all.");
      }

      conditions.add(
          types.stream()
              .map(Literals::text)
              .collect(Collectors.joining(", ", "event_type IN (", ")")));
    }

    return conditions;
  }

  /**
   * An instant, or a day.
   *
   * @param days that are added to a day
   */
  private static Instant time(String name, String text, int days) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new AnsweredException(
          400, name + " of timeRange is no time such as 2026-01-31 or 2026-01-31T12:00:00Z.");
    }
  }
}
