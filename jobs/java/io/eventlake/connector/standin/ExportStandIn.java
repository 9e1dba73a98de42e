package io.eventlake.connector.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * DynamoDB with exports, which no emulator has: these are made of a history of writes, in the real
 * layout, and completed after some looks at them; all other calls go on to an emulator.
 */
public final class ExportStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LEAST_WINDOW = Duration.ofMinutes(15);
  private static final Duration MOST_WINDOW = Duration.ofHours(24);
  private static final Duration KEPT = Duration.ofDays(35);
  private static final int LINES_PER_FILE = 500;

  private final StandInServer server = new StandInServer(this::handle);
  private final String tableArn;
  private final TableHistory history;
  private final Bucket bucket;
  private final String others;
  private final Clock clock;
  private final Map<String, StoodExport> byToken = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private int looks = 1;
  private String failure;

  /**
   * @param tableArn of the one table that can be exported
   * @param others endpoint of an emulator for all else; null for none
   * @param clock tells what is not in the future
   */
  public ExportStandIn(
      String tableArn, TableHistory history, Bucket bucket, String others, Clock clock) {
    this.tableArn = tableArn;
    this.history = history;
    this.bucket = bucket;
    this.others = others;
    this.clock = clock;
  }

  /** For {@code metrics.dynamodb-endpoint}. */
  public String endpoint() {
    return server.endpoint();
  }

  /** After how many looks exports that are begun from now on are completed. */
  public synchronized ExportStandIn completeAfter(int count) {
    looks = count;
    return this;
  }

  /** Fails exports that are begun from now on; null to fail none. */
  public synchronized ExportStandIn fail(String message) {
    failure = message;
    return this;
  }

  /** The requests for exports, and looks at them. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String call = target == null ? "" : target.substring(target.indexOf('.') + 1);
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      if (call.equals("ExportTableToPointInTime")) {
        answer(exchange, 200, begin(JSON.readTree(body)));
      } else if (call.equals("DescribeExport")) {
        answer(exchange, 200, look(JSON.readTree(body)));
      } else {
        forward(exchange, body);
      }
    } catch (StandInRefusal e) {
      answer(
          exchange,
          400,
          JSON.createObjectNode()
              .put("__type", "com.amazonaws.dynamodb.v20120810#" + e.type())
              .put("message", e.getMessage()));
    } finally {
      exchange.close();
    }
  }

  private synchronized ObjectNode begin(JsonNode request) {
    calls.add("ExportTableToPointInTime " + request);
    if (!tableArn.equals(request.path("TableArn").asText())) {
      throw new StandInRefusal("TableNotFoundException", "Table not found");
    }

    String token = request.path("ClientToken").asText();
    StoodExport known = byToken.get(token);
    if (known == null) {
      known = export(request);
      byToken.put(token, known);
    } else if (!known.isOf(request)) {
      throw new StandInRefusal("ExportConflictException", "Token was used with other parameters");
    }

    return known.described();
  }

  private StoodExport export(JsonNode request) {
    JsonNode window = request.path("IncrementalExportSpecification");
    boolean isFull = window.isMissingNode();
    Instant from = isFull ? null : time(window.path("ExportFromTime"));
    Instant to = time(isFull ? request.path("ExportTime") : window.path("ExportToTime"));
    Instant now = clock.instant();
    if (to.isAfter(now) || (isFull ? to : from).isBefore(now.minus(KEPT))) {
      throw new StandInRefusal("InvalidExportTimeException", "The export time is out of range");
    }

    if (!isFull && (from.plus(LEAST_WINDOW).isAfter(to) || from.plus(MOST_WINDOW).isBefore(to))) {
      throw new StandInRefusal(
          "ValidationException", "The window must be from 15 minutes to 24 hours");
    }

    return new StoodExport(request, tableArn, id(to), from, to, looks, failure, bucket);
  }

  /** As DynamoDB's: a time and eight digits. */
  private String id(Instant to) {
    return String.format(Locale.ROOT, "%014d-%08x", to.toEpochMilli(), 0xe0000000 + byToken.size());
  }

  private synchronized ObjectNode look(JsonNode request) {
    calls.add("DescribeExport");
    String arn = request.path("ExportArn").asText();
    StoodExport export =
        byToken.values().stream()
            .filter(one -> one.arn().equals(arn))
            .findFirst()
            .orElseThrow(
                () -> new StandInRefusal("ExportNotFoundException", "Export not found: " + arn));
    export.look(history, LINES_PER_FILE);
    return export.described();
  }

  private static Instant time(JsonNode seconds) {
    return Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000));
  }

  private void forward(HttpExchange exchange, byte[] body) throws IOException {
    if (others == null) {
      throw new StandInRefusal("UnknownOperationException", "only exports are known here");
    }

    URL url = URI.create(others).toURL();
    HttpURLConnection to = (HttpURLConnection) url.openConnection();
    to.setRequestMethod("POST");
    to.setDoOutput(true);
    for (String name : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        to.setRequestProperty(name, value);
      }
    }

    to.getOutputStream().write(body);
    int status = to.getResponseCode();
    try (InputStream in = status < 400 ? to.getInputStream() : to.getErrorStream()) {
      answer(exchange, status, in.readAllBytes());
    }
  }

  private static void answer(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    answer(exchange, status, answer.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
