package io.eventlake.serve.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.eventlake.serve.FixtureLake;
import io.eventlake.serve.Served;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks as somebody makes them over HTTP, with a receiver on this machine. */
class WebhookRoutesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIEWS = "event_dt=2026-01-05/event_type=page_view";

  /** A receiver's message: its id, the time, the signature, the body. */
  private record Got(String id, String time, String signature, String body) {}

  @TempDir static Path directory;
  private static FixtureLake lake;
  private static Map<String, String> options;
  private static Served served;
  private static HttpServer receiver;
  private static final BlockingQueue<Got> GOT = new LinkedBlockingQueue<>();

  @BeforeAll
  static void start() throws IOException {
    lake = new FixtureLake(directory.resolve("lake")).with("web").with("caliper");
    append(1);
    Path keys = directory.resolve("keys.json");
    Files.writeString(
        keys,
        "["
            + Served.key("one", "\"families\":{\"web\":true}")
            + ","
            + Served.key("two", "\"families\":{\"web\":true},\"persons\":true")
            + ","
            + Served.key("all", "\"admin\":true")
            + ","
            + Served.key("a", "\"families\":{\"web\":{\"nothing\":[\"x\"]}}")
            + "]");
    options =
        Map.of(
            "serve.keys-file",
            keys.toString(),
            "serve.state-dir",
            directory.resolve("state").toString(),
            "serve.webhooks-loopback",
            "true",
            "serve.webhooks-per-tenant",
            "4");
    served = Served.with(lake, options, Clock.systemUTC());
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          GOT.add(
              new Got(
                  headers.getFirst("webhook-id"),
                  headers.getFirst("webhook-timestamp"),
                  headers.getFirst("webhook-signature"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterAll
  static void stop() {
    served.close();
    receiver.stop(0);
  }

  @Test
  void anEventComesSignedAndAfterARestartTheNextOne() throws Exception {
    JsonNode made = send("POST", "/webhooks", hook("\"family\":\"web\""), 201, "one");
    String path = "/webhooks/" + made.get("id").textValue();
    append(2);
    Got first = GOT.poll(60, TimeUnit.SECONDS);

    assertThat(JSON.readTree(first.body()).at("/data/event_id").textValue()).isEqualTo(id(2));
    assertThat(first.body()).doesNotContain("sha256:u");
    Secrets secrets = new Secrets(made.get("secret").textValue(), null, 0);
    Instant time = Instant.ofEpochSecond(Long.parseLong(first.time()));
    assertThat(first.signature())
        .isEqualTo(Signature.of(secrets, first.id(), time, first.body().getBytes(UTF_8)));

    served.close();
    append(3);
    served = Served.with(lake, options, Clock.systemUTC());
    assertThat(GOT.poll(60, TimeUnit.SECONDS).body()).contains(id(3));
    JsonNode log = send("GET", path + "/deliveries?state=delivered", null, 200, "one");
    assertThat(log.at("/deliveries").findValuesAsText("event")).contains(id(2));
    assertThat(log.at("/deliveries").findValuesAsText("id")).contains(first.id());
    JsonNode page = send("GET", path + "/deliveries?limit=1", null, 200, "one");
    assertThat(page.get("deliveries")).hasSize(1);

    JsonNode replays = send("POST", path + "/replays", "{\"after\":\"first\"}", 202, "one");
    assertThat(replays.at("/replays/0/run").intValue()).isEqualTo(1);
    assertThat(GOT.poll(60, TimeUnit.SECONDS).body()).contains(id(1));
    send("POST", path + "/replays", "{\"after\":\"17\"}", 400, "one");
    assertThat(send("DELETE", path, null, "one").statusCode()).isEqualTo(204);
    assertThat(send("GET", path, null, "one").statusCode()).isEqualTo(404);
    GOT.clear();
  }

  /** Each route, with the key of another tenant: as if there were no such webhook. */
  @Test
  void tenantsDoNotSeeEachOthers() throws Exception {
    JsonNode made = send("POST", "/webhooks", hook("\"position\":\"now\""), 201, "two");
    String path = "/webhooks/" + made.get("id").textValue();
    for (String other : List.of("one", "all")) {
      String none = send("GET", "/webhooks/none", null, other).body();
      for (String[] route :
          new String[][] {
            {"GET", path, null},
            {"PUT", path, hook("\"paused\":true")},
            {"DELETE", path, null},
            {"GET", path + "/deliveries", null},
            {"POST", path + "/replays", "{}"}
          }) {
        HttpResponse<String> answer = send(route[0], route[1], route[2], other);
        assertThat(answer.statusCode()).as(route[0] + " " + route[1]).isEqualTo(404);
        assertThat(answer.body()).isEqualTo(none);
      }

      assertThat(send("GET", "/webhooks", null, other).body())
          .doesNotContain(made.get("id").textValue());
    }

    JsonNode mine = send("GET", path, null, 200, "two");
    assertThat(mine.get("status").textValue()).isEqualTo("active");
    assertThat(mine.has("secret")).isFalse();
    send("DELETE", path, null, "two");
  }

  @Test
  void aWebhookIsWrittenAnew() throws Exception {
    JsonNode made =
        send(
            "POST",
            "/webhooks",
            hook(
                "\"types\":[\"affiliate_click\"],\"properties\":{\"geo_country\":[\"AT\",\"DE\"]}"),
            201,
            "two");
    String path = "/webhooks/" + made.get("id").textValue();
    JsonNode changed = send("PUT", path, hook("\"paused\":true,\"rotateSecret\":true"), 200, "two");

    assertThat(changed.get("status").textValue()).isEqualTo("paused");
    assertThat(changed.get("types")).isEmpty();
    assertThat(changed.get("secret")).isNotEqualTo(made.get("secret"));
    send("PUT", path, hook("\"family\":\"caliper\""), 400, "two");
    send("DELETE", path, null, "two");
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    assertThat(told("{\"url\":\"https://10.0.0.1/\"}")).contains("not public");
    assertThat(told("{}")).isEqualTo("url is missing.");
    assertThat(told("[]")).contains("no JSON object");
    assertThat(told("{\"uri\":1}")).contains("There is no property uri");
    assertThat(told(hook("\"properties\":{\"user_id_hash\":\"x\"}"))).contains("no such property");
    assertThat(told(hook("\"properties\":{\"payout_cents\":\"x\"}"))).contains("a whole number");
    assertThat(told(hook("\"properties\":{\"product_ids\":\"x\"}"))).contains("not told by it");
    assertThat(told(hook("\"properties\":{\"geo_country\":[]}"))).contains("has no value");
    assertThat(told(hook("\"types\":[]"))).contains("leave it out for all");
    assertThat(told(hook("\"position\":\"yesterday\""))).contains("\"first\" or \"now\"");
    assertThat(told(hook("\"position\":\"99999999999999999999\""))).isNotEmpty();
    assertThat(send("POST", "/webhooks", hook("\"family\":\"xp\""), "one").statusCode())
        .isEqualTo(404);
    assertThat(send("POST", "/webhooks", hook("\"position\":\"now\""), "a").statusCode())
        .as("nothing tells which rows are theirs")
        .isEqualTo(404);
    for (int i = 0; i < 4; i++) {
      send("POST", "/webhooks", hook("\"family\":\"web\""), 201, "all");
    }

    assertThat(send("POST", "/webhooks", hook("\"family\":\"web\""), "all").statusCode())
        .isEqualTo(409);
  }

  @Test
  void aServerThatKeepsNothingSaysSo() throws Exception {
    try (Served none = Served.open(lake, Clock.systemUTC())) {
      HttpResponse<String> answer = none.send("GET", "/webhooks", null);
      assertThat(answer.statusCode()).isEqualTo(501);
      assertThat(answer.body()).contains("--set serve.state-dir=DIR");
    }
  }

  private static String told(String body) throws Exception {
    return send("POST", "/webhooks", body, 400, "one").get("error").textValue();
  }

  private static JsonNode send(String method, String path, String body, int status, String key)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body, key);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> send(String method, String path, String body, String key)
      throws Exception {
    return served.send(method, path, body, "X-Api-Key", key);
  }

  private static String hook(String more) {
    return "{\"url\":\"http://127.0.0.1:" + receiver.getAddress().getPort() + "/\"," + more + "}";
  }

  private static String id(int event) {
    return String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", event);
  }

  private static void append(int event) {
    Map<String, String> row = new HashMap<>();
    row.put("event_id", "'" + id(event) + "'");
    row.put("event_type", "'page_view'");
    row.put("ts", "TIMESTAMP '2026-01-05 10:00:00'");
    row.put("event_dt", "DATE '2026-01-05'");
    row.put("user_id_hash", "'sha256:u'");
    lake.append("web", TableName.SILVER_EVENTS, VIEWS, List.of(row));
  }
}
