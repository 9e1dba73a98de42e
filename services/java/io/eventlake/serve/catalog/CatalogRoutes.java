package io.eventlake.serve.catalog;

import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.serve.http.Access;
import io.eventlake.serve.http.AnsweredException;
import io.eventlake.serve.http.Answers;
import io.eventlake.serve.http.Routes;
import io.eventlake.serve.lake.ServedLake;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ConfigResponseParser;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.rest.responses.ErrorResponseParser;
import org.apache.iceberg.rest.responses.LoadTableResponse;
import org.apache.iceberg.rest.responses.LoadTableResponseParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lake by Iceberg's REST protocol, to be read. It names metadata and files, and gives no way to
 * them: a reader opens them with its own rights.
 */
public final class CatalogRoutes implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogRoutes.class);

  private static final String NAMESPACES = "/v1/namespaces";
  private static final String NAMESPACE = NAMESPACES + "/{namespace}";
  private static final String TABLES = NAMESPACE + "/tables";
  private static final String TABLE = TABLES + "/{table}";

  /** Where clients write, or ask for more than there is. */
  private static final List<String> ALL =
      List.of(NAMESPACES, NAMESPACES + "/*", "/v1/tables/*", "/v1/transactions/*", "/v1/oauth/*");

  private static final Set<HandlerType> READS =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private static final String CONFIG =
      ConfigResponseParser.toJson(
          ConfigResponse.builder()
              .withOverride("rest-metrics-reporting-enabled", "false")
              .withEndpoints(
                  List.of(
                      Endpoint.V1_LIST_NAMESPACES,
                      Endpoint.V1_LOAD_NAMESPACE,
                      Endpoint.V1_NAMESPACE_EXISTS,
                      Endpoint.V1_LIST_TABLES,
                      Endpoint.V1_LOAD_TABLE,
                      Endpoint.V1_TABLE_EXISTS,
                      Endpoint.V1_LIST_VIEWS))
              .build());

  private final ServedLake lake;
  private final Access access;

  public CatalogRoutes(ServedLake lake, Access access) {
    this.lake = lake;
    this.access = access;
  }

  /** What a route answers of the tables that its caller may mount. */
  private interface Answer {
    void of(Context request, MountedTables tables);
  }

  @Override
  public void define(RoutesConfig to) {
    ALL.forEach(path -> to.before(path, this::refuseToWrite));
    to.get("/v1/config", told((request, tables) -> json(request, CONFIG)));
    to.get(NAMESPACES, told(this::namespaces));
    to.get(NAMESPACE, told(this::namespace));
    to.head(NAMESPACE, told(CatalogRoutes::hasNamespace));
    to.get(TABLES, told(this::tables));
    to.get(TABLE, told(this::table));
    to.head(TABLE, told(CatalogRoutes::hasTable));
    to.get(NAMESPACE + "/views", told(this::views));
    to.exception(CatalogException.class, CatalogRoutes::error);
  }

  private void refuseToWrite(Context request) {
    if (READS.contains(request.method())) {
      return;
    }

    mounted(request);
    throw new CatalogException(
        403,
        "ForbiddenException",
        request.path().startsWith("/v1/oauth/")
            ? "Keys are not exchanged here: give the client the key as its token"
            : "This catalog is read only: jobs and commands write the tables");
  }

  private Handler told(Answer answer) {
    return request -> {
      MountedTables tables = mounted(request);
      try {
        answer.of(request, tables);
      } catch (LakeException e) {
        throw unreadable(e);
      }
    };
  }

  /** What the caller may mount; faults in Iceberg's form. */
  private MountedTables mounted(Context request) {
    try {
      return new MountedTables(lake, access.viewer(request));
    } catch (AnsweredException e) {
      if (e.status() == 429) {
        request.header("Retry-After", "1");
      }

      throw new CatalogException(
          e.status(),
          e.status() == 401 ? "NotAuthorizedException" : "TooManyRequestsException",
          e.getMessage());
    } catch (LakeException e) {
      throw unreadable(e);
    }
  }

  private static CatalogException unreadable(LakeException e) {
    LOG.error("The lake cannot be read", e);
    return new CatalogException(
        503,
        "ServiceUnavailableException",
        "The lake cannot be read just now; the log of serve says why");
  }

  /** There are no namespaces within others. */
  private void namespaces(Context request, MountedTables tables) {
    List<List<String>> all = new ArrayList<>();
    String parent = request.queryParam("parent");
    if (parent == null || parent.isEmpty()) {
      tables.namespaces().forEach(name -> all.add(List.of(name)));
    } else {
      tables.tables(parent);
    }

    Answers.write(request, Map.of("namespaces", all));
  }

  private void namespace(Context request, MountedTables tables) {
    String name = request.pathParam("namespace");
    tables.tables(name);
    Answers.write(request, Map.of("namespace", List.of(name), "properties", Map.of()));
  }

  private static void hasNamespace(Context request, MountedTables tables) {
    tables.tables(request.pathParam("namespace"));
    request.status(204);
  }

  private void tables(Context request, MountedTables tables) {
    String namespace = request.pathParam("namespace");
    List<Map<String, Object>> all = new ArrayList<>();
    tables
        .tables(namespace)
        .forEach(name -> all.add(Map.of("namespace", List.of(namespace), "name", name)));
    Answers.write(request, Map.of("identifiers", all));
  }

  /** Views are of SQL's dialects, and those of the lake are in none of this catalog. */
  private void views(Context request, MountedTables tables) {
    tables.tables(request.pathParam("namespace"));
    Answers.write(request, Map.of("identifiers", List.of()));
  }

  private void table(Context request, MountedTables tables) {
    TableMetadata metadata = metadata(request, tables);
    json(
        request,
        LoadTableResponseParser.toJson(
            LoadTableResponse.builder().withTableMetadata(metadata).build()));
  }

  private static void hasTable(Context request, MountedTables tables) {
    metadata(request, tables);
    request.status(204);
  }

  private static TableMetadata metadata(Context request, MountedTables tables) {
    BaseTable table =
        (BaseTable) tables.load(request.pathParam("namespace"), request.pathParam("table"));
    return table.operations().current();
  }

  private static void json(Context request, String json) {
    request.contentType("application/json").result(json);
  }

  private static void error(CatalogException e, Context request) {
    request.status(e.status());
    json(
        request,
        ErrorResponseParser.toJson(
            ErrorResponse.builder()
                .responseCode(e.status())
                .withType(e.type())
                .withMessage(e.getMessage())
                .build()));
  }
}
