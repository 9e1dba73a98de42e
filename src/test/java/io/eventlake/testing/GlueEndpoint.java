package io.eventlake.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The AWS Glue Data Catalog on a free port of loopback, as far as Iceberg's GlueCatalog calls it
 * (JSON 1.1). As in Glue, an update of a table names the version it was made from and is refused
 * when there is a newer one.
 */
public final class GlueEndpoint implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Map<String, ObjectNode> databases = new TreeMap<>();
  private final Map<String, ObjectNode> tables = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private final AtomicReference<Runnable> beforeUpdate = new AtomicReference<>();
  private final AtomicInteger conflicts = new AtomicInteger();

  private GlueEndpoint(HttpServer server) {
    this.server = server;
  }

  /** Starts an empty catalog. */
  public static GlueEndpoint start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    GlueEndpoint endpoint = new GlueEndpoint(HttpServer.create(address, 0));
    endpoint.server.createContext("/", endpoint::handle);
    endpoint.server.setExecutor(endpoint.threads);
    endpoint.server.start();
    return endpoint;
  }

  /** For {@code lake.glue-endpoint}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** How many updates were refused because the table had moved on. */
  public int conflicts() {
    return conflicts.get();
  }

  /** The names of all calls in their order, with skipArchive where the call asks for that. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** Runs something, such as another commit, between what the next update read and that update. */
  public void beforeNextUpdate(Runnable action) {
    beforeUpdate.set(action);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String call = target.substring(target.indexOf('.') + 1);
    Runnable before = call.equals("UpdateTable") ? beforeUpdate.getAndSet(null) : null;
    if (before != null) {
      before.run();
    }

    int status = 200;
    ObjectNode answer;
    try {
      answer = answer(call, JSON.readTree(exchange.getRequestBody()));
    } catch (Refusal e) {
      status = 400;
      answer = JSON.createObjectNode().put("__type", e.type).put("Message", e.getMessage());
    }

    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private synchronized ObjectNode answer(String call, JsonNode request) throws Refusal {
    calls.add(request.path("SkipArchive").asBoolean() ? call + " skipArchive" : call);
    switch (call) {
      case "CreateDatabase":
        return createDatabase(request.get("DatabaseInput"));
      case "GetDatabase":
        return answer("Database", found(databases, request.get("Name").asText()));
      case "GetDatabases":
        return list("DatabaseList", databases, "");
      case "DeleteDatabase":
        databases.remove(request.get("Name").asText());
        return JSON.createObjectNode();
      case "CreateTable":
        return createTable(request.get("DatabaseName").asText(), request.get("TableInput"));
      case "GetTable":
        return answer("Table", found(tables, name(request, request.get("Name"))));
      case "GetTables":
        found(databases, request.get("DatabaseName").asText());
        return list("TableList", tables, request.get("DatabaseName").asText() + ".");
      case "UpdateTable":
        return updateTable(request);
      case "DeleteTable":
        tables.remove(name(request, request.get("Name")));
        return JSON.createObjectNode();
      default:
        throw new Refusal("InvalidInputException", call + " is not known here");
    }
  }

  private ObjectNode createDatabase(JsonNode input) throws Refusal {
    absent(databases, input.get("Name").asText());
    databases.put(input.get("Name").asText(), input.deepCopy());
    return JSON.createObjectNode();
  }

  private ObjectNode createTable(String database, JsonNode input) throws Refusal {
    found(databases, database);
    String name = database + "." + input.get("Name").asText();
    absent(tables, name);
    tables.put(name, version(input, database, 0));
    return JSON.createObjectNode();
  }

  private ObjectNode updateTable(JsonNode request) throws Refusal {
    String name = name(request, request.at("/TableInput/Name"));
    int version = found(tables, name).get("VersionId").asInt();
    if (request.has("VersionId") && request.get("VersionId").asInt() != version) {
      conflicts.incrementAndGet();
      throw new Refusal(
          "ConcurrentModificationException", "Update table failed due to concurrent modifications");
    }

    String database = request.get("DatabaseName").asText();
    tables.put(name, version(request.get("TableInput"), database, version + 1));
    return JSON.createObjectNode();
  }

  private static ObjectNode version(JsonNode input, String database, int version) {
    ObjectNode table = input.deepCopy();
    return table.put("DatabaseName", database).put("VersionId", String.valueOf(version));
  }

  private static String name(JsonNode request, JsonNode table) {
    return request.get("DatabaseName").asText() + "." + table.asText();
  }

  private static ObjectNode found(Map<String, ObjectNode> all, String name) throws Refusal {
    if (!all.containsKey(name)) {
      throw new Refusal("EntityNotFoundException", name + " not found");
    }

    return all.get(name);
  }

  private static void absent(Map<String, ObjectNode> all, String name) throws Refusal {
    if (all.containsKey(name)) {
      throw new Refusal("AlreadyExistsException", name + " already exists");
    }
  }

  private static ObjectNode answer(String key, ObjectNode value) {
    return JSON.createObjectNode().set(key, value);
  }

  private static ObjectNode list(String key, Map<String, ObjectNode> all, String prefix) {
    ArrayNode list = JSON.createArrayNode();
    all.forEach((name, value) -> list.addAll(name.startsWith(prefix) ? List.of(value) : List.of()));
    return JSON.createObjectNode().set(key, list);
  }

  private static final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    Refusal(String type, String message) {
      super(message);
      this.type = type;
    }
  }
}
