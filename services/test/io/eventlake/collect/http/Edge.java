package io.eventlake.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eventlake.collect.config.CollectOptions;
import io.eventlake.collect.intake.CaliperIntake;
import io.eventlake.collect.intake.CollectedFamily;
import io.eventlake.collect.intake.Intake;
import io.eventlake.collect.stream.FakeKinesis;
import io.eventlake.collect.stream.Overflow;
import io.eventlake.collect.stream.StreamWriter;
import io.eventlake.config.OptionGroups;
import io.eventlake.family.caliper.rules.Strictness;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** An endpoint for web events on a free port, with a stream in memory. */
final class Edge implements AutoCloseable {

  final FakeKinesis kinesis = new FakeKinesis(2);
  final CollectServer server;
  final int port;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();

  private Edge(Map<String, String> more) {
    this(more, Overflow.NONE);
  }

  private Edge(Map<String, String> more, Overflow overflow) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("collect.streams", "web=events");
    properties.put("collect.port", "0");
    OptionGroups groups = OptionGroups.none().batch("collect", List.of(CollectOptions.GROUP));
    CollectOptions options = groups.parseOwn(properties).get(CollectOptions.GROUP);
    EdgeMetrics metrics = new EdgeMetrics();
    StreamWriter stream =
        StreamWriter.open(
            kinesis,
            "events",
            options.patience(),
            timer,
            metrics.stream(CollectedFamily.WEB),
            overflow);
    server =
        CollectServer.start(
            options,
            new EventKinds(
                new Intake(groups.parseDecode(properties), options.maxEvents, true, 2),
                new CaliperIntake(2_000, Strictness.INTAKE, List.of("timeback-1"), false, true, 2),
                List.of("timeback-1")),
            Map.of(CollectedFamily.WEB, stream, CollectedFamily.CALIPER, stream),
            metrics,
            Clock.fixed(Instant.parse("2026-01-31T09:30:01Z"), ZoneOffset.UTC));
    port = server.port();
  }

  /** One that takes events of anybody. */
  static Edge open(String... properties) {
    Map<String, String> all = new HashMap<>(Map.of("collect.open", "true"));
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }

    return new Edge(all);
  }

  /** One that takes events of anybody and has a place for what the stream does not take. */
  static Edge withOverflow(Overflow overflow) {
    return new Edge(
        Map.of(
            "collect.open",
            "true",
            "collect.overflow-queue",
            "http://127.0.0.1:1/queue/overflow.fifo",
            "collect.overflow-after",
            "60 ms"),
        overflow);
  }

  /** One that knows web-key, site-key and slow-key, by the families and the rate in their names. */
  static Edge withKeys(Path directory) throws IOException {
    Path file = directory.resolve("keys.json");
    Files.writeString(
        file,
        "["
            + key("web-key", ",\"families\":[\"web\"]")
            + ","
            + key("site-key", ",\"families\":[\"site\"]")
            + ","
            + key("slow-key", ",\"requests_per_second\":2")
            + "]");
    return new Edge(Map.of("collect.keys-file", file.toString()));
  }

  private static String key(String key, String more) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return "{\"tenant\":\"t\",\"sha256\":\"" + HexFormat.of().formatHex(hash) + "\"" + more + "}";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> send(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(path, body.getBytes(UTF_8), headers);
  }

  HttpResponse<String> send(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }

    return client.send(request.build(), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(String path, String body) {
    return client.sendAsync(
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }

    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** What a browser asks before a page sends events with a key. */
  HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri("/v1/events"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization, content-type")
            .build(),
        BodyHandlers.ofString());
  }

  /** False when it takes no connection any more. */
  boolean accepts() {
    try {
      new Socket("127.0.0.1", port).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Methods and paths that are answered. */
  Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    server
        .javalin()
        .unsafe
        .internalRouter
        .allHttpHandlers()
        .forEach(
            handler -> {
              if (Set.of("GET", "POST").contains(handler.endpoint.method.name())) {
                routes.add(handler.endpoint.method.name() + " " + handler.endpoint.path);
              }
            });
    return routes;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    server.close();
    timer.shutdownNow();
    kinesis.close();
  }
}
