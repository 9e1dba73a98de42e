package io.eventlake.serve.graphql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.parser.ParserOptions;
import graphql.validation.QueryComplexityLimits;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.ServedLake;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** {@code POST /graphql}: several questions in one request, each bounded. */
public final class GraphQlRoutes implements Routes {

  private static final int MOST_CHARACTERS = 20_000;
  private static final int MOST_TOKENS = 2_000;
  private static final int MOST_NESTING = 100;

  /** What a client asks of the schema needs as much; data are no deeper than four. */
  private static final QueryComplexityLimits LIMITS =
      QueryComplexityLimits.newLimits().maxDepth(20).maxFieldsCount(300).build();

  private static final ParserOptions PARSER =
      ParserOptions.getDefaultOperationParserOptions()
          .transform(
              options ->
                  options
                      .maxCharacters(MOST_CHARACTERS)
                      .maxTokens(MOST_TOKENS)
                      .maxWhitespaceTokens(MOST_CHARACTERS)
                      .maxRuleDepth(MOST_NESTING));

  private final ServeOptions options;
  private final ServedLake lake;
  private final Access access;
  private final Clock clock;
  private final GraphQL graph;
  private final ObjectMapper json = new ObjectMapper();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "graphql-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param clock what the lag of an answer is by
   */
  public GraphQlRoutes(ServeOptions options, ServedLake lake, Access access, Clock clock) {
    this.options = options;
    this.lake = lake;
    this.access = access;
    this.clock = clock;
    this.graph = LakeGraph.of(options.maxRows);
  }

  @Override
  public void define(RoutesConfig to) {
    to.post("/graphql", this::answer);
  }

  private void answer(Context request) {
    Asking asking =
        new Asking(lake, access.viewer(request), new Deadline(timer, options.graphQlTimeout));
    ExecutionInput input = input(body(request), asking);
    ExecutionResult result = graph.execute(input);
    Map<String, Object> answer = new LinkedHashMap<>(result.toSpecification());
    answer.put("extensions", Map.of("asOf", asking.asOf(clock)));
    // What is no question of this schema has no data, not even null.
    Answers.write(request, result.isDataPresent() ? 200 : 400, answer);
  }

  private ExecutionInput input(JsonNode body, Asking asking) {
    Map<String, Object> variables = new LinkedHashMap<>();
    body.path("variables")
        .fields()
        .forEachRemaining(
            each -> variables.put(each.getKey(), json.convertValue(each.getValue(), Object.class)));
    return ExecutionInput.newExecutionInput(body.path("query").textValue())
        .operationName(body.path("operationName").textValue())
        .variables(variables)
        .locale(Locale.ENGLISH)
        .graphQLContext(
            Map.of(
                Asking.class, asking,
                ParserOptions.class, PARSER,
                QueryComplexityLimits.KEY, LIMITS))
        .build();
  }

  private JsonNode body(Context request) {
    try {
      JsonNode body = json.readTree(request.bodyAsBytes());
      if (body != null
          && body.path("query").isTextual()
          && (body.path("variables").isObject() || body.path("variables").isEmpty())) {
        return body;
      }
    } catch (JsonProcessingException e) {
      // Told below.
    } catch (IOException e) {
      throw new UncheckedIOException("A request cannot be read", e);
    }

    throw new AnsweredException(
        400,
        "The body is no JSON such as {\"query\": \"{catalog {tables {name}}}\", \"variables\":"
            + " {}}.");
  }
}
