package io.eventlake.connector.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A school's OneRoster server as far as results are asked of it: OAuth 2.0 client credentials,
 * pages newest first by limit and offset, and a filter by time of change.
 */
public final class OneRosterStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAGES = "/gradebook/assessmentResults";
  private static final String FILTER = "dateLastModified>'";
  private static final String TOKEN = "a-token-of-the-stand-in";
  private static final Comparator<Map.Entry<String, String>> NEWEST_FIRST =
      Map.Entry.<String, String>comparingByKey().reversed();

  private final StandInServer server = new StandInServer(this::handle);
  private final String basic;

  /** By the time of change and the id. */
  private final Map<String, String> results = new LinkedHashMap<>();

  private int requests;

  /**
   * @param client the one that it knows
   */
  public OneRosterStandIn(String client, String secret) {
    byte[] both = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
    this.basic = "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** For {@code --url}. */
  public URI gradebook() {
    return URI.create(server.endpoint() + "/gradebook");
  }

  /** For {@code --token-url}. */
  public URI tokens() {
    return URI.create(server.endpoint() + "/token");
  }

  /** A result is new, or another from now on. */
  public synchronized void put(ObjectNode result) {
    String id = result.get("sourcedId").textValue();
    results.keySet().removeIf(key -> key.endsWith(" " + id));
    results.put(result.get("dateLastModified").textValue() + " " + id, result.toString());
  }

  /** How many requests came. */
  public synchronized int requests() {
    return requests;
  }

  @Override
  public void close() {
    server.close();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    requests++;
    String path = exchange.getRequestURI().getPath();
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (path.equals("/token") && basic.equals(given)) {
      ObjectNode token = JSON.createObjectNode().put("access_token", TOKEN);
      answer(exchange, 200, token.put("token_type", "Bearer").put("expires_in", 3600).toString());
    } else if (path.equals(PAGES) && ("Bearer " + TOKEN).equals(given)) {
      answer(exchange, 200, page(query(exchange)));
    } else {
      answer(exchange, path.equals("/token") || path.equals(PAGES) ? 401 : 404, "{}");
    }
  }

  private String page(Map<String, String> query) {
    String filter = query.get("filter");
    Instant after =
        filter == null
            ? Instant.MIN
            : Instant.parse(filter.substring(FILTER.length(), filter.length() - 1));
    List<Map.Entry<String, String>> newest = new ArrayList<>(results.entrySet());
    newest.sort(NEWEST_FIRST);
    return newest.stream()
        .filter(row -> Instant.parse(row.getKey().split(" ", 2)[0]).isAfter(after))
        .skip(Long.parseLong(query.getOrDefault("offset", "0")))
        .limit(Long.parseLong(query.getOrDefault("limit", "100")))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(",", "{\"assessmentResults\":[", "]}"));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String part : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }

    return query;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
