package io.eventlake.serve.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.lake.engine.QueryResult;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.LakeState;
import io.eventlake.serve.lake.Viewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statements in Athena's SQL, of who may see all: by the guard that {@code sql} has. */
public final class SqlRoutes implements Routes {

  private static final Set<String> NAMES = Set.of("sql", "family");

  private final ObjectMapper json = new ObjectMapper();
  private final Asked asked;

  public SqlRoutes(Asked asked) {
    this.asked = asked;
  }

  @Override
  public void define(RoutesConfig to) {
    to.post("/sql", this::sql);
  }

  private void sql(Context request) {
    Viewer viewer = asked.access.admin(request);
    JsonNode body = body(request);
    String family = body.path("family").isMissingNode() ? null : body.path("family").asText();
    LakeState state = asked.state(viewer, family);
    Map<String, Object> answer = asked.answer(state);
    asked.lake.ask(
        viewer,
        state,
        engine -> {
          try (QueryResult result = engine.run(body.path("sql").textValue())) {
            List<List<Object>> rows = new ArrayList<>();
            List<Object> row = result.next();
            for (; row != null && rows.size() < asked.maxRows; row = result.next()) {
              rows.add(row);
            }

            answer.put("columns", result.columns());
            answer.put("types", result.types());
            answer.put("truncated", row != null);
            answer.put("rows", rows);
            return rows;
          }
        });
    Answers.write(request, answer);
  }

  private JsonNode body(Context request) {
    JsonNode body;
    try {
      body = json.readTree(request.bodyAsBytes());
    } catch (JsonProcessingException e) {
      throw wrong();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }

    if (body == null || !body.path("sql").isTextual()) {
      throw wrong();
    }

    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw wrong();
              }
            });
    return body;
  }

  private static AnsweredException wrong() {
    return new AnsweredException(
        400, "The body is no JSON such as {\"sql\": \"SELECT 1\", \"family\": \"web\"}.");
  }
}
