package io.eventlake.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.eventlake.cli.emulator.KinesisEmulator;
import io.eventlake.testing.CollectProcess;
import io.eventlake.testing.Emulators;
import io.eventlake.testing.FaultProxy;
import io.eventlake.testing.FaultProxy.Fate;
import io.eventlake.testing.HeadlessPage;
import io.eventlake.testing.TestStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script for pages in a browser, on a page of another origin, against the real endpoint. */
class PageScriptITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "key-of-the-page";

  @TempDir private Path directory;
  private KinesisEmulator kinesis;
  private TestStream stream;
  private CollectProcess edge;
  private FaultProxy network;
  private HttpServer shop;
  private HeadlessPage browser;

  private final AtomicInteger posts = new AtomicInteger();

  @BeforeEach
  void start() throws Exception {
    assumeTrue(HeadlessPage.chromium().isPresent(), "There is no chromium on this machine's PATH");
    kinesis = KinesisEmulator.start(Emulators.DIRECTORY, directory.resolve("kinesis.log"));
    stream = new TestStream(kinesis.endpoint(), "clicks").create(1);
    shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    shop.start();
    edge = CollectProcess.start(edge(), directory);
    network = new FaultProxy(edge.at("/").toString().replaceAll("/$", ""));
    byte[] page =
        ("<!doctype html><title>shop</title><script src='"
                + network.endpoint()
                + "/events.js'>"
                + "</script>")
            .getBytes(UTF_8);
    shop.createContext(
        "/",
        request -> {
          request.getResponseHeaders().set("Content-Type", "text/html");
          request.sendResponseHeaders(200, page.length);
          request.getResponseBody().write(page);
          request.close();
        });
    browser = HeadlessPage.start(HeadlessPage.chromium().orElseThrow(), directory);
  }

  @AfterEach
  void stop() throws IOException {
    List<AutoCloseable> all = new ArrayList<>();
    all.add(browser);
    all.add(network);
    all.add(edge);
    all.add(stream);
    all.add(kinesis);
    for (AutoCloseable each : all) {
      try (each) {
        continue;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    if (shop != null) {
      shop.stop(0);
    }
  }

  @Test
  @Timeout(120)
  void eventsOfAPageComeOnceWithConsentWhateverTheNetworkDoes() throws Exception {
    show("/?utm_source=letter&page=1");
    network.rule(count(Fate.PASS));
    run("eventlake.init({endpoint: '" + network.endpoint() + "', key: '" + KEY + "'})");
    String first = run("eventlake.track('page_view')").asText();
    run("eventlake.flush()");
    assertThat(posts).as("before consent").hasValue(0);
    assertThat(run("localStorage.length").asInt()).isZero();

    // The first answer is lost, and a connection: the same events come again, as they were.
    CountDownLatch taken = new CountDownLatch(1);
    network.rule(
        call -> {
          int post = isPost(call) ? posts.incrementAndGet() : 0;
          return post == 0
              ? Fate.PASS
              : List.of(Fate.loseAnswer(() -> {}), Fate.CUT, then(taken))
                  .get(Math.min(post, 3) - 1);
        });
    run("eventlake.setConsent({analytics: true, ads: false})");
    String second = run("eventlake.track('chart_interaction', {chart: {action: 'sort'}})").asText();
    await(taken);
    assertThat(events()).extracting(event -> event.path("event_id").asText()).contains(first);

    assertThat(run("eventlake.link('l 1')").asText())
        .startsWith(network.endpoint() + "/r/l%201?consent=true&session=")
        .doesNotContain(KEY);

    // A page that is left before anything was sent.
    CountDownLatch left = new CountDownLatch(1);
    network.rule(call -> isPost(call) ? then(left) : Fate.PASS);
    String third = run("eventlake.track('page_view')").asText();
    show("/?page=2");
    await(left);

    // Another page goes on with the session; what is rejected is told in its console.
    network.rule(call -> Fate.PASS);
    String fourth =
        run("(async () => {const told = new Promise((done) => {const warn = console.warn;"
                + " console.warn = (text) => {warn(text); done()}});"
                + " eventlake.init({endpoint: '"
                + network.endpoint()
                + "', key: '"
                + KEY
                + "', consent: {analytics: true}});"
                + " eventlake.track('page_view', {ts: 'yesterday'});"
                + " const id = eventlake.track('page_view'); await told; return id})()")
            .asText();
    assertThat(browser.complaints())
        .anySatisfy(complaint -> assertThat(complaint).contains("eventlake: ts "));

    List<JsonNode> events = events();
    assertThat(events)
        .extracting(event -> event.path("event_id").asText())
        .contains(first, second, third, fourth);
    assertThat(events.stream().map(event -> event.at("/session/session_id")).distinct()).hasSize(1);
    assertThat(events)
        .filteredOn(event -> event.path("event_id").asText().equals(first))
        .hasSizeGreaterThan(1)
        .allSatisfy(
            event -> {
              assertThat(event.at("/session/utm/source").asText()).isEqualTo("letter");
              assertThat(event.at("/privacy/ads").isBoolean()).isTrue();
              assertThat(event.at("/ctx/page_url").asText()).contains("page=1");
            });

    // Consent is withdrawn: nothing is kept, and nothing is tracked.
    run("eventlake.setConsent({analytics: false})");
    assertThat(run("localStorage.length").asInt()).isZero();
    assertThat(run("typeof eventlake.track('page_view')").asText()).isEqualTo("undefined");
  }

  private static boolean isPost(FaultProxy.Call call) {
    return call.method().equals("POST");
  }

  private FaultProxy.Rule count(Fate fate) {
    return call -> {
      posts.addAndGet(isPost(call) ? 1 : 0);
      return fate;
    };
  }

  /** As it should be, and then tells. */
  private static Fate then(CountDownLatch latch) {
    return service -> {
      Fate.PASS.befall(service);
      latch.countDown();
    };
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
  }

  private void show(String path) {
    browser.show(
        URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + path), 1_000, false);
  }

  private JsonNode run(String script) {
    return browser.evaluate(script);
  }

  /** What the stream has. */
  private List<JsonNode> events() throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String record : stream.userRecords()) {
      events.add(JSON.readTree(record));
    }

    return events;
  }

  private Map<String, String> edge() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8));
    Path keys = directory.resolve("keys.json");
    Files.writeString(
        keys,
        "[{\"tenant\":\"shop\",\"sha256\":\""
            + HexFormat.of().formatHex(hash)
            + "\",\"families\":[\"web\"]}]");
    return Map.of(
        "collect.streams",
        "web=clicks",
        "collect.endpoint",
        kinesis.endpoint(),
        "collect.keys-file",
        keys.toString(),
        "collect.origins",
        "http://127.0.0.1:" + shop.getAddress().getPort());
  }
}
