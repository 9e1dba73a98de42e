package io.eventlake.serve.graphql;

import graphql.ErrorType;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.eventlake.lake.engine.StatementFailedException;
import io.eventlake.lake.sql.SqlException;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.lake.BusyException;
import io.eventlake.serve.lake.HiddenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schema, and what answers its fields. */
final class LakeGraph {

  private static final Logger LOG = LoggerFactory.getLogger(LakeGraph.class);

  /** Fields that ask the lake, of which a request may have {@value #MOST_QUESTIONS}. */
  private static final Set<String> QUESTIONS = Set.of("eventCounts", "timeTravel", "tables");

  static final int MOST_QUESTIONS = 8;
  private static final int QUESTION = 1_000;

  private LakeGraph() {}

  static GraphQL of(int maxRows) {
    RuntimeWiring wiring =
        RuntimeWiring.newRuntimeWiring()
            .scalar(AsItIs.named("Long"))
            .scalar(AsItIs.named("Row"))
            .type(
                "Query",
                type ->
                    type.dataFetcher("analytics", field -> Map.of())
                        .dataFetcher("catalog", field -> Map.of()))
            .type(
                "Analytics",
                type ->
                    type.dataFetcher("eventCounts", new EventCounts(maxRows))
                        .dataFetcher("timeTravel", new TimeTravel(maxRows)))
            .type("Catalog", type -> type.dataFetcher("tables", new CatalogTables()))
            .build();
    return GraphQL.newGraphQL(
            new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(schema()), wiring))
        .instrumentation(
            new MaxQueryComplexityInstrumentation(
                MOST_QUESTIONS * QUESTION + QUESTION - 1,
                (field, children) ->
                    children + (QUESTIONS.contains(field.getField().getName()) ? QUESTION : 1)))
        .defaultDataFetcherExceptionHandler(LakeGraph::fault)
        .build();
  }

  private static CompletableFuture<DataFetcherExceptionHandlerResult> fault(
      DataFetcherExceptionHandlerParameters fault) {
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult()
            .error(
                GraphqlErrorBuilder.newError()
                    .errorType(ErrorType.DataFetchingException)
                    .message("%s", sentence(fault.getException()))
                    .path(fault.getPath())
                    .location(fault.getSourceLocation())
                    .build())
            .build());
  }

  private static String sentence(Throwable e) {
    if (e instanceof AnsweredException
        || e instanceof HiddenException
        || e instanceof BusyException
        || e instanceof SqlException
        || e instanceof StatementFailedException) {
      return e.getMessage();
    }

    LOG.error("A field of GraphQL failed", e);
    return "This failed; the log of serve says why.";
  }

  private static String schema() {
    try (InputStream in = LakeGraph.class.getResourceAsStream("/serve/schema.graphqls")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("A resource cannot be read", e);
    }
  }
}
