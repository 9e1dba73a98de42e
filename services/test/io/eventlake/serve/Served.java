package io.eventlake.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eventlake.config.OptionGroups;
import io.eventlake.serve.config.ServeOptions;
import io.eventlake.serve.http.ServeServer;
import io.eventlake.serve.lake.ServedLake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An endpoint over a lake, on a free port. */
public final class Served implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final ServeServer server;
  private final ServedLake lake;
  private final HttpClient client = HttpClient.newHttpClient();

  private Served(FixtureLake fixture, Map<String, String> more, Clock clock) {
    Map<String, String> properties = new HashMap<>(more);
    properties.put("serve.port", "0");
    properties.putIfAbsent("serve.fresh", "0 s");
    ServeOptions options =
        OptionGroups.none()
            .batch("serve", List.of(ServeOptions.GROUP))
            .parseOwn(properties)
            .get(ServeOptions.GROUP);
    lake = new ServedLake(fixture.options(), options.fresh, 2, Duration.ofSeconds(30), clock);
    server = ServeServer.start(options, ServeCommand.routes(options, lake, clock));
  }

  /** One that answers anybody. */
  public static Served open(FixtureLake fixture, Clock clock) {
    return new Served(fixture, Map.of("serve.open", "true"), clock);
  }

  /** One with these options. */
  public static Served with(FixtureLake fixture, Map<String, String> options, Clock clock) {
    return new Served(fixture, options, clock);
  }

  /** One with keys. */
  public static Served withKeys(FixtureLake fixture, String keysFile, Clock clock) {
    return new Served(fixture, Map.of("serve.keys-file", keysFile), clock);
  }

  /** An entry of a file of keys. */
  public static String key(String key, String more) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return "{\"tenant\":\""
          + key
          + "\",\"sha256\":\""
          + HexFormat.of().formatHex(hash)
          + "\","
          + more
          + "}";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }

    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  /** Any method; a body that is null is none. */
  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }

    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** The lines of an answer as they come; closing it ends the request. */
  BufferedReader lines(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }

    return new BufferedReader(
        new InputStreamReader(
            client.send(request.build(), BodyHandlers.ofInputStream()).body(), UTF_8));
  }

  /** The JSON of an answer that has to be 200. */
  JsonNode json(String path, String... headers) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path, headers);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }

    return JSON.readTree(answer.body());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() {
    server.close();
    lake.close();
  }
}
