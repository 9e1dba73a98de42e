package io.eventlake.collect.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint as its callers see it; the stream behind it is one in memory. */
class CollectServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String VIEW =
      "{\"event_type\":\"page_view\",\"ts\":\"2026-01-31T09:30:00Z\","
          + "\"privacy\":{\"analytics\":true},\"session\":{\"session_id\":\"s-1\"}}";

  private static final String CLOUD_EVENT =
      "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\","
          + "\"time\":\"2026-04-01T10:00:00Z\",\"data\":{\"event_type\":\"page_view\","
          + "\"page_url\":\"https://a.example/\"}}";

  @TempDir private Path directory;

  @Test
  void eventsAreAnsweredWhenTheStreamHasThem() throws Exception {
    try (Edge edge = Edge.open("collect.put-timeout", "60 s")) {
      CompletableFuture<Void> taking = new CompletableFuture<>();
      edge.kinesis.refuse(call -> taking.isDone() ? null : "InternalFailure");
      CompletableFuture<HttpResponse<String>> sent =
          edge.sendAsync("/v1/events", "[" + VIEW + ", {}]");
      while (edge.kinesis.calls() < 2) {
        assertThat(sent).isNotDone();
        Thread.onSpinWait();
      }
      taking.complete(null);
      HttpResponse<String> answer = sent.get(60, TimeUnit.SECONDS);

      assertThat(answer.statusCode()).isEqualTo(202);
      JsonNode told = JSON.readTree(answer.body());
      assertThat(told.at("/events/0/id").asText()).hasSize(36);
      assertThat(told.toString())
          .isEqualTo(
              "{\"family\":\"web\",\"accepted\":1,\"withheld\":0,\"rejected\":1,\"events\":["
                  + "{\"index\":0,\"status\":\"accepted\",\"id\":\""
                  + told.at("/events/0/id").asText()
                  + "\"},{\"index\":1,\"status\":\"rejected\",\"reason\":\"MISSING_FIELD\","
                  + "\"pointer\":\"/event_type\",\"message\":\"event_type is missing.\"}]}");
      assertThat(edge.kinesis.all()).hasSize(2);
    }
  }

  @Test
  void whatTheStreamDoesNotTakeIsToBeSentAgain() throws Exception {
    try (Edge edge = Edge.open("collect.put-timeout", "50 ms")) {
      edge.kinesis.refuse(call -> "ProvisionedThroughputExceededException");
      HttpResponse<String> answer = edge.send("/v1/events", VIEW);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(answer.body()).contains("send all of them again");
      assertThat(edge.get("/health").statusCode()).isEqualTo(503);
      edge.kinesis.refuse(call -> null);
      assertThat(edge.send("/v1/events", VIEW).statusCode()).isEqualTo(202);
      assertThat(edge.get("/health").body()).contains("\"status\":\"ok\"");
      assertThat(edge.get("/metrics").body())
          .contains(
              "eventlake_edge_events_total{family=\"web\",outcome=\"accepted\",reason=\"\"} 1.0",
              "eventlake_edge_stream_given_up_total{family=\"web\"} 1.0",
              "eventlake_edge_buffer_bytes 0.0",
              "route=\"/v1/events\",status=\"503\"");
    }
  }

  @Test
  void whatTheStreamDoesNotTakeAndTheQueueDoesIsTaken() throws Exception {
    CompletableFuture<Void> full = new CompletableFuture<>();
    List<String> kept = Collections.synchronizedList(new ArrayList<>());
    try (Edge edge =
        Edge.withOverflow(
            (group, records) -> {
              if (full.isDone()) {
                return full;
              }
              records.forEach(record -> kept.add(record.key()));
              return CompletableFuture.completedFuture(null);
            })) {
      edge.kinesis.refuse(call -> "ProvisionedThroughputExceededException");

      assertThat(edge.send("/v1/events", VIEW).statusCode()).isEqualTo(202);
      assertThat(kept).containsExactly("s-1");
      assertThat(edge.get("/health").statusCode()).isEqualTo(200);
      assertThat(edge.get("/health").body()).contains("\"web\":\"overflowing\"");
      assertThat(edge.get("/metrics").body())
          .contains("eventlake_edge_stream_overflowed_total{family=\"web\"} 1.0");

      full.completeExceptionally(new IllegalStateException("full"));
      HttpResponse<String> answer = edge.send("/v1/events", VIEW);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(edge.get("/health").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void validationTellsTheSameAndSendsNothing() throws Exception {
    try (Edge edge = Edge.withKeys(directory)) {
      HttpResponse<String> answer = edge.send("/v1/events/validate", VIEW);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).at("/accepted").asInt()).isEqualTo(1);
      assertThat(
              JSON.readTree(edge.send("/v1/events/validate", "{}").body()).at("/rejected").asInt())
          .isEqualTo(1);
      assertThat(edge.kinesis.calls()).isZero();
    }
  }

  @Test
  void onlyKnownKeysSendAndOnlyEventsOfTheirFamilies() throws Exception {
    try (Edge edge = Edge.withKeys(directory)) {
      assertThat(edge.send("/v1/events", VIEW).statusCode()).isEqualTo(401);
      assertThat(edge.send("/v1/events", VIEW, "Authorization", "Bearer other").statusCode())
          .isEqualTo(401);
      assertThat(edge.send("/v1/events", VIEW, "Authorization", "Bearer web-key").statusCode())
          .isEqualTo(202);
      assertThat(edge.send("/v1/events", VIEW, "X-Api-Key", "web-key").statusCode()).isEqualTo(202);
      assertThat(
              edge.send("/v1/events?key=web-key", VIEW, "Content-Type", "text/plain").statusCode())
          .isEqualTo(202);
      assertThat(edge.send("/v1/events", CLOUD_EVENT, "X-Api-Key", "web-key").statusCode())
          .isEqualTo(403);
      assertThat(edge.send("/v1/events", CLOUD_EVENT, "X-Api-Key", "site-key").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void moreRequestsThanAreAgreedOnAreForLater() throws Exception {
    try (Edge edge = Edge.withKeys(directory)) {
      HttpResponse<String> answer;
      int taken = -1;
      do {
        answer = edge.send("/v1/events", VIEW, "X-Api-Key", "slow-key");
        taken++;
      } while (answer.statusCode() == 202 && taken < 1_000);

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(taken).isPositive();
    }
  }

  @Test
  void whatIsUnderWayIsBounded() throws Exception {
    try (Edge edge =
        Edge.open(
            "collect.max-body-bytes",
            "1 kb",
            "collect.buffer-bytes",
            "1 kb",
            "collect.put-timeout",
            "60 s")) {
      CompletableFuture<Void> taking = new CompletableFuture<>();
      edge.kinesis.refuse(call -> taking.isDone() ? null : "InternalFailure");
      String large = VIEW.replace("s-1", "s".repeat(800));
      CompletableFuture<HttpResponse<String>> first = edge.sendAsync("/v1/events", large);
      while (edge.kinesis.calls() == 0) {
        Thread.onSpinWait();
      }
      HttpResponse<String> second = edge.send("/v1/events", large);
      taking.complete(null);

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).contains("1");
      assertThat(first.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
      assertThat(edge.send("/v1/events", large).statusCode()).isEqualTo(202);
    }
  }

  @Test
  void packedBodiesAreUnpackedAsFarAsTheyMayBe() throws Exception {
    try (Edge edge = Edge.open("collect.max-body-bytes", "100 kb")) {
      assertThat(edge.send("/v1/events", gzip(VIEW.getBytes(UTF_8)), "Content-Encoding", "gzip"))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(202);
      byte[] bomb = gzip(new byte[50_000_000]);
      assertThat(bomb.length).isLessThan(60_000);
      assertThat(edge.send("/v1/events", bomb, "Content-Encoding", "gzip").statusCode())
          .isEqualTo(413);
      assertThat(edge.send("/v1/events", new byte[102_401]).statusCode()).isEqualTo(413);
      assertThat(edge.send("/v1/events", VIEW, "Content-Encoding", "gzip").statusCode())
          .isEqualTo(400);
      byte[] whole = gzip(VIEW.getBytes(UTF_8));
      byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 12);
      assertThat(edge.send("/v1/events", cut, "Content-Encoding", "gzip").statusCode())
          .isEqualTo(400);
      assertThat(edge.send("/v1/events", VIEW, "Content-Encoding", "br").statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  void hostileBodiesEndWithASentence() throws Exception {
    try (Edge edge = Edge.open()) {
      for (byte[] body :
          new byte[][] {
            "{\"a\":".repeat(100_000).getBytes(UTF_8),
            "[".repeat(500_000).getBytes(UTF_8),
            {'{', (byte) 0xFF, '}'},
            {},
            ("[" + "{},".repeat(1_000) + "{}]").getBytes(UTF_8)
          }) {
        HttpResponse<String> answer = edge.send("/v1/events", body);
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(JSON.readTree(answer.body()).isObject()).isTrue();
      }
      assertThat(edge.send("/v1/events?family=none", VIEW).statusCode()).isEqualTo(400);
      assertThat(edge.send("/v1/events", VIEW, "Content-Type", "application/xml").statusCode())
          .isEqualTo(415);
      assertThat(edge.get("/v1/events").statusCode()).isEqualTo(405);
      assertThat(edge.get("/v2/other").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aBodyThatDoesNotComeIsCutOff() throws Exception {
    try (Edge edge = Edge.open("collect.body-timeout", "300 ms");
        Socket socket = new Socket("127.0.0.1", edge.server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();

      assertThat(new String(in.readAllBytes(), UTF_8)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void theClientIsWhoTheProxySaysItIs() throws Exception {
    try (Edge edge =
        Edge.open("collect.proxies", "1", "collect.country-header", "CloudFront-Viewer-Country")) {
      edge.send(
          "/v1/events",
          VIEW,
          "X-Forwarded-For",
          "198.51.100.1, 203.0.113.77",
          "CloudFront-Viewer-Country",
          "FR");
      edge.send("/v1/events", VIEW, "X-Forwarded-For", "2001:db8:1:2:3:4:5:6");
      edge.send("/v1/events", VIEW, "X-Forwarded-For", "shop.example");

      assertThat(edge.kinesis.all().get(0))
          .contains("\"source_ip_anonymized\":\"203.0.113.0\"", "\"geo_country\":\"FR\"");
      assertThat(edge.kinesis.all().get(1)).contains("\"2001:db8:1:0:0:0:0:0\"");
      assertThat(edge.kinesis.all().get(2)).doesNotContain("source_ip_anonymized", "geo_country");
    }
  }

  @Test
  void whatIsUnderWayIsAnsweredBeforeItStops() throws Exception {
    Edge edge = Edge.open("collect.put-timeout", "60 s");
    CompletableFuture<Void> taking = new CompletableFuture<>();
    edge.kinesis.refuse(call -> taking.isDone() ? null : "InternalFailure");
    CompletableFuture<HttpResponse<String>> sent = edge.sendAsync("/v1/events", VIEW);
    while (edge.kinesis.calls() == 0) {
      Thread.onSpinWait();
    }
    CompletableFuture<Void> stopping = CompletableFuture.runAsync(edge.server::close);
    while (edge.accepts()) {
      Thread.onSpinWait();
    }
    taking.complete(null);

    assertThat(sent.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
    stopping.get(60, TimeUnit.SECONDS);
    edge.close();
  }

  @Test
  void pagesOfListedOriginsMaySend() throws Exception {
    try (Edge edge = Edge.open("collect.origins", "https://shop.example")) {
      HttpResponse<String> listed = edge.preflight("https://shop.example");
      HttpResponse<String> other = edge.preflight("https://other.example");

      assertThat(listed.statusCode()).isEqualTo(200);
      assertThat(listed.headers().firstValue("Access-Control-Allow-Origin"))
          .contains("https://shop.example");
      assertThat(listed.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
          .containsIgnoringCase("authorization");
      assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void theDocumentHasTheRoutesThatThereAre() throws Exception {
    try (Edge edge = Edge.open()) {
      JsonNode paths = JSON.readTree(edge.get("/openapi.json").body()).get("paths");
      TreeSet<String> documented = new TreeSet<>();
      paths
          .fields()
          .forEachRemaining(
              path ->
                  path.getValue()
                      .fieldNames()
                      .forEachRemaining(
                          method ->
                              documented.add(
                                  method.toUpperCase(java.util.Locale.ROOT)
                                      + " "
                                      + path.getKey())));

      assertThat(documented).isEqualTo(edge.routes());
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }

    return packed.toByteArray();
  }
}
