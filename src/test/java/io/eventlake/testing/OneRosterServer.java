package io.eventlake.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A OneRoster server that stands in for a school's: OAuth 2.0, pages by offset over rows that a
 * test moves between them, and whatever else a test has it answer.
 */
public final class OneRosterServer implements AutoCloseable {

  public static final String SECRET = "s3cret-of-the-lake";

  /** In which order it has rows, whatever it is asked for. */
  public enum Order {
    AS_ASKED,
    OLDEST_FIRST,
    BY_ID
  }

  /** An answer in place of its own. */
  public interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  public Order order = Order.AS_ASKED;

  /** The most rows of a page, whatever it is asked for. */
  public int most = Integer.MAX_VALUE;

  /** Whether it tells how many there are in all. */
  public boolean tellsTotal;

  /** Seconds that a token is said to live. */
  public long tokenSeconds = 3600;

  /** Requests that a token is good for. */
  public int tokenRequests = Integer.MAX_VALUE;

  /** Called before each page of results. */
  public Runnable beforePage = () -> {};

  /** What the next requests get, in this order, before it gives its own again. */
  public final Deque<Answer> answers = new ArrayDeque<>();

  /** What every page gets, where it is not null. */
  public Answer always;

  public final List<String> queries = new ArrayList<>();
  public int tokens;
  public byte[] bundle;

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private String token = "none";
  private int used;

  private record Row(String id, Instant time, int xp) {

    String json() {
      return """
          {"sourcedId":"%s","status":"active","dateLastModified":"%s","metadata":{"xp":%d},\
          "assessmentLineItem":{"sourcedId":"%s_ali"},"student":{"sourcedId":"s1"},\
          "scoreStatus":"fully graded","scoreDate":"%s"}"""
          .formatted(id, time, xp, id, time);
    }
  }

  private OneRosterServer(HttpServer server) {
    this.server = server;
  }

  public static OneRosterServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    OneRosterServer server = new OneRosterServer(http);
    http.setExecutor(server.threads);
    http.createContext("/token", exchange -> server.serve(exchange, server::token));
    http.createContext("/gradebook", exchange -> server.serve(exchange, server::page));
    http.createContext("/bundle", exchange -> server.serve(exchange, server::bundle));
    http.start();
    return server;
  }

  public String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** A result is new, or is another from now on. */
  public void put(String id, Instant time, int xp) {
    rows.put(id, new Row(id, time, xp));
  }

  /** Ids and times of all that it has. */
  public List<String> rows() {
    return rows.values().stream().map(row -> row.id() + " " + row.time()).toList();
  }

  /** Until the server is closed: an answer that has no end. */
  public void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static Answer status(int status, String... header) {
    return exchange -> {
      if (header.length > 0) {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }

      send(exchange, status, new byte[0]);
    };
  }

  public static Answer text(String body) {
    return bytes(() -> body.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer bytes(Supplier<byte[]> body) {
    return exchange -> send(exchange, 200, body.get());
  }

  private void serve(HttpExchange exchange, Answer own) throws IOException {
    try (exchange) {
      Answer answer;
      synchronized (this) {
        queries.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
        answer = answers.isEmpty() ? own : answers.poll();
      }

      answer.give(exchange);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String basic =
        Base64.getEncoder().encodeToString(("lake:" + SECRET).getBytes(StandardCharsets.UTF_8));
    if (!form.startsWith("grant_type=client_credentials")
        || !("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{\"error\":\"invalid_client\"}".getBytes(StandardCharsets.UTF_8));
      return;
    }

    tokens++;
    used = 0;
    token = "token-" + tokens;
    text("{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
            .formatted(token, tokenSeconds))
        .give(exchange);
  }

  private void page(HttpExchange exchange) throws IOException {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + token).equals(given) || used++ >= tokenRequests) {
      send(exchange, 401, new byte[0]);
      return;
    }

    if (always != null) {
      always.give(exchange);
      return;
    }

    beforePage.run();
    Map<String, String> query = query(exchange);
    String path = exchange.getRequestURI().getPath();
    String type = path.substring(path.lastIndexOf('/') + 1);
    List<Row> all = sorted(query.get("filter"));
    if (tellsTotal) {
      exchange.getResponseHeaders().set("X-Total-Count", String.valueOf(all.size()));
    }

    String page =
        all.stream()
            .skip(Long.parseLong(query.get("offset")))
            .limit(Math.min(most, Integer.parseInt(query.get("limit"))))
            .map(Row::json)
            .collect(Collectors.joining(",", "{\"" + type + "\":[", "]}"));
    text(page).give(exchange);
  }

  private void bundle(HttpExchange exchange) throws IOException {
    bytes(() -> bundle).give(exchange);
  }

  private List<Row> sorted(String filter) {
    Instant after =
        filter == null
            ? Instant.MIN
            : Instant.parse(filter.substring("dateLastModified>'".length(), filter.length() - 1));
    Comparator<Row> oldest = Comparator.comparing(Row::time);
    Comparator<Row> comparator =
        switch (order) {
          case AS_ASKED -> oldest.reversed();
          case OLDEST_FIRST -> oldest;
          case BY_ID -> Comparator.comparing(Row::id);
        };
    return rows.values().stream()
        .filter(row -> row.time().isAfter(after))
        .sorted(comparator.thenComparing(Row::id))
        .toList();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    for (String part : exchange.getRequestURI().getRawQuery().split("&")) {
      int at = part.indexOf('=');
      query.put(
          part.substring(0, at), URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8));
    }

    return query;
  }

  private static void send(HttpExchange exchange, int status, byte[] body) {
    try {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("The client has gone", e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
