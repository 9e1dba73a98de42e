package io.eventlake.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eventlake.config.JobOptions;
import io.eventlake.job.Lakes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTSerializers;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.apache.iceberg.shaded.com.fasterxml.jackson.annotation.PropertyAccessor;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.iceberg.shaded.com.fasterxml.jackson.databind.PropertyNamingStrategies;

/**
 * An Iceberg REST catalog on a free port of loopback, over the embedded catalog of a directory:
 * Iceberg's own handlers answer, as far as Eventlake calls them. A commit made from a state that is
 * no longer the table's is refused.
 */
public final class RestEndpoint implements AutoCloseable {

  /** Segments of {@code /v1/namespaces/NAMESPACE/tables/TABLE} after the empty first one. */
  private static final int NAMESPACE = 3;

  private static final int TABLE = 5;

  private final ObjectMapper json = new ObjectMapper();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final AtomicBoolean overtake = new AtomicBoolean();
  private final AtomicInteger conflicts = new AtomicInteger();
  private final Map<String, Integer> outages = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final Catalog catalog;

  private RestEndpoint(HttpServer server, Catalog catalog) {
    this.server = server;
    this.catalog = catalog;
    json.setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
    json.setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE);
    json.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    RESTSerializers.registerAll(json);
  }

  /** Starts an empty catalog. */
  public static RestEndpoint start(Path directory) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Map<String, String> local = Map.of("lake.warehouse", directory.toString());
    RestEndpoint endpoint =
        new RestEndpoint(
            HttpServer.create(address, 0), Lakes.of(JobOptions.parseLake(local)).open());
    endpoint.server.createContext("/", endpoint::handle);
    endpoint.server.setExecutor(endpoint.threads);
    endpoint.server.start();
    return endpoint;
  }

  /** For {@code lake.uri}. */
  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many commits were refused because the table had moved on. */
  public int conflicts() {
    return conflicts.get();
  }

  /** Lets another one commit between what the next commit was made from and that commit. */
  public void overtakeNextCommit() {
    overtake.set(true);
  }

  /** Answers the next commits to a table, {@code database.table}, that it is out of order. */
  public void failCommits(String table, int times) {
    outages.put(table, times);
  }

  /** How many of the commits that are to fail are still to come. */
  public int failuresLeft(String table) {
    return outages.get(table);
  }

  @Override
  public void close() throws Exception {
    server.stop(0);
    threads.shutdownNow();
    ((AutoCloseable) catalog).close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    int status = 200;
    Object answer;
    try {
      answer = answer(exchange);
    } catch (NoSuchNamespaceException | NoSuchTableException e) {
      status = 404;
      answer = error(status, e);
    } catch (AlreadyExistsException | CommitFailedException e) {
      conflicts.addAndGet(e instanceof CommitFailedException ? 1 : 0);
      status = 409;
      answer = error(status, e);
    } catch (ServiceFailureException e) {
      status = 500;
      answer = error(status, e);
    }

    byte[] body = answer == null ? new byte[0] : json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(
        answer == null ? 204 : status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** The answer to a call of the catalog's API, or null where it has none. */
  private Object answer(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    String call = exchange.getRequestMethod() + " " + path[2] + " " + path.length;
    Namespace namespace = path.length > NAMESPACE ? Namespace.of(path[NAMESPACE]) : null;
    TableIdentifier table = path.length > TABLE ? TableIdentifier.of(namespace, path[TABLE]) : null;
    InputStream body = exchange.getRequestBody();
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    switch (call) {
      case "GET config 3":
        return ConfigResponse.builder().build();
      case "GET namespaces 3":
        return CatalogHandlers.listNamespaces(namespaces, Namespace.empty());
      case "POST namespaces 3":
        return CatalogHandlers.createNamespace(
            namespaces, json.readValue(body, CreateNamespaceRequest.class));
      case "GET namespaces 4":
        return CatalogHandlers.loadNamespace(namespaces, namespace);
      case "GET namespaces 5":
        return CatalogHandlers.listTables(catalog, namespace);
      case "POST namespaces 5":
        return CatalogHandlers.createTable(
            catalog, namespace, json.readValue(body, CreateTableRequest.class));
      case "GET namespaces 6":
        return CatalogHandlers.loadTable(catalog, table);
      case "POST namespaces 6":
        return commit(table, json.readValue(body, UpdateTableRequest.class));
      case "POST namespaces 7":
        // What a reader measured of a scan.
        return null;
      default:
        throw new UnsupportedOperationException(call + " is not known here");
    }
  }

  private Object commit(TableIdentifier table, UpdateTableRequest request) {
    if (outages.computeIfPresent(table.toString(), (name, left) -> left - 1) != null
        && outages.get(table.toString()) >= 0) {
      throw new ServiceFailureException("out of order");
    }

    if (overtake.getAndSet(false)) {
      catalog.loadTable(table).newAppend().commit();
    }

    return CatalogHandlers.updateTable(catalog, table, request);
  }

  private static ErrorResponse error(int status, RuntimeException e) {
    return ErrorResponse.builder()
        .responseCode(status)
        .withType(e.getClass().getSimpleName())
        .withMessage(e.getMessage())
        .build();
  }
}
