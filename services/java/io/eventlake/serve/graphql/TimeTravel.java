package io.eventlake.serve.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.lake.engine.LakeEngine;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.lake.LakeState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code timeTravel}: a statement about the tables of a checkpoint, of who may see all. */
final class TimeTravel implements DataFetcher<Map<String, Object>> {

  private final int maxRows;

  TimeTravel(int maxRows) {
    this.maxRows = maxRows;
  }

  @Override
  public Map<String, Object> get(DataFetchingEnvironment field) {
    Asking asking = field.getGraphQlContext().get(Asking.class);
    if (!asking.viewer().admin()) {
      throw new AnsweredException(403, "timeTravel needs a key with admin.");
    }

    LakeState state =
        state(asking, family(asking, field.getArgument("family")), field.getArgument("timestamp"));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("committed", state.committed().map(Instant::toString).orElse(null));
    answer.putAll(asking.ask(state, engine -> rows(engine, field.getArgument("query"))));
    return answer;
  }

  private static String family(Asking asking, String named) {
    List<String> families = asking.families();
    if (named == null && families.size() != 1) {
      throw new AnsweredException(400, "Which family? Add family: and one of " + families + ".");
    }

    return named == null ? families.get(0) : named;
  }

  private static LakeState state(Asking asking, String family, String timestamp) {
    Instant time;
    try {
      // A year that has no milliseconds is refused here.
      time = Instant.ofEpochMilli(OffsetDateTime.parse(timestamp).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      throw new AnsweredException(400, "timestamp is no instant such as 2026-01-31T12:00:00Z.");
    }

    try {
      return asking.past(family, time);
    } catch (LakeException e) {
      // Who may see all is told which table has lost what.
      throw new AnsweredException(400, e.getMessage() + ".");
    }
  }

  private Map<String, Object> rows(LakeEngine engine, String query) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (QueryResult result = engine.run(query)) {
      List<Object> row = result.next();
      for (; row != null && rows.size() < maxRows; row = result.next()) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
          named.put(result.columns().get(i), row.get(i));
        }

        rows.add(named);
      }

      return Map.of("results", rows, "truncated", row != null);
    }
  }
}
