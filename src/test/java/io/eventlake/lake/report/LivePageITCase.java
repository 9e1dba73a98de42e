package io.eventlake.lake.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eventlake.testing.HeadlessPage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live page of {@code serve} in a browser, with answers such as {@code LivePageTest} of the
 * services has; pictures are left in {@code target/report}.
 */
class LivePageITCase {

  private static final Path PAGE = Path.of("services", "resources", "serve", "live");
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  private static final String STATE =
      "event: state\ndata: {\"now\":\"2026-01-05T10:02:00Z\",\"asOf\":{\"family\":\"web\","
          + "\"snapshot\":\"%1$d\",\"committed\":\"2026-01-05T10:01:30Z\",\"watermark\":null},"
          + "\"minutes\":[{\"minute\":\"2026-01-05T10:00:00Z\",\"accepted\":%1$d,\"duplicates\":2,"
          + "\"dead_letters\":3,\"without_consent\":0},{\"minute\":\"2026-01-05T10:01:00Z\","
          + "\"accepted\":%1$d,\"duplicates\":2,\"dead_letters\":3,\"without_consent\":0}],"
          + "\"freshness\":[{\"table_name\":\"silver.events\",\"newest\":\"2026-01-05T10:01:00Z\"}],"
          + "\"funnel\":[{\"step\":\"visited\",\"sessions\":40,\"sessions_percent\":100.00},"
          + "{\"step\":\"clicked_affiliate\",\"sessions\":10,\"sessions_percent\":25.00}],"
          + "\"letters\":[{\"reason\":\"MISSING_FIELD\",\"records\":6,\"for_example\":\"x\"}]}\n\n";

  @TempDir private static Path directory;
  private static HeadlessPage browser;

  /** What the next page is told: a page that was left may still take from that of its own. */
  private volatile BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile String key;

  @BeforeAll
  static void startBrowser() throws IOException {
    assumeTrue(HeadlessPage.chromium().isPresent(), "There is no chromium on this machine's PATH");
    browser = HeadlessPage.start(HeadlessPage.chromium().orElseThrow(), directory);
  }

  @AfterAll
  static void endBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    file("/", "text/html", PAGE.resolve("page.html"));
    file("/live.js", "text/javascript", PAGE.resolve("live.js"));
    file(
        "/live.css",
        "text/css",
        Path.of("jobs", "resources", "report", "page.css"),
        PAGE.resolve("live.css"));
    answer("/analytics/families", "{\"families\":[{\"asOf\":{\"family\":\"web\"}}]}");
    answer(
        "/live/letters",
        "{\"letters\":[{\"arrival_ts\":\"2026-01-05T10:00:01Z\",\"pointer\":\"/ts\",\"message\":"
            + "\"ts is missing.\",\"masked\":false,\"replayed_ts\":null,\"payload\":"
            + "\"{\\\"page\\\":\\\""
            + HOSTILE
            + "\\\"}\"}]}");
    answer(
        "/live/balance",
        "{\"passed\":true,\"lines\":[{\"line\":\"0a\",\"equation\":\"records handed over by the"
            + " source = records read\",\"left\":1000,\"right\":1000,\"verdict\":\"PASS\"}]}");
    server.createContext("/live/stream", this::stream);
    server.start();
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    server.stop(0);
  }

  private void file(String path, String type, Path... files) {
    server.createContext(
        path,
        request -> {
          StringBuilder text = new StringBuilder();
          for (Path file : files) {
            text.append(Files.readString(file)).append('\n');
          }

          send(request, 200, type, text.toString());
        });
  }

  private void answer(String path, String json) {
    server.createContext(
        path,
        request -> {
          if (mayAsk(request)) {
            send(request, 200, "application/json", json);
          }
        });
  }

  private boolean mayAsk(HttpExchange request) throws IOException {
    String sent = request.getRequestHeaders().getFirst("Authorization");
    if (key != null && !("Bearer " + key).equals(sent)) {
      send(request, 401, "application/json", "{\"error\":\"A key is needed.\"}");
      return false;
    }

    return true;
  }

  private static void send(HttpExchange request, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    request.getResponseHeaders().set("Content-Type", type);
    request.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = request.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** What the test tells, as it tells it. */
  private void stream(HttpExchange request) throws IOException {
    if (!mayAsk(request)) {
      return;
    }

    request.getResponseHeaders().set("Content-Type", "text/event-stream");
    request.sendResponseHeaders(200, 0);
    BlockingQueue<String> mine = told;
    try (OutputStream out = request.getResponseBody()) {
      while (true) {
        out.write(mine.take().getBytes(UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(int width, boolean dark) {
    browser.show(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), width, dark);
  }

  private static void await(String condition) {
    browser.evaluate(
        "new Promise((done) => { const look = () => (("
            + condition
            + ") ? done(true) : setTimeout(look, 20)); look(); })");
  }

  private static String text(String id) {
    return browser.evaluate("document.getElementById('" + id + "').innerText").asText();
  }

  private static void click(String selector) {
    browser.evaluate("document.querySelector('" + selector + "').click()");
  }

  @Test
  void followsTheLakeOnADesktopAndAPhone() throws IOException {
    for (int width : new int[] {1280, 360}) {
      for (boolean dark : new boolean[] {false, true}) {
        told = new LinkedBlockingQueue<>();
        // In two parts, as a network has them.
        String state = STATE.formatted(1000);
        told.add(state.substring(0, 100));
        told.add(state.substring(100));
        show(width, dark);
        await("document.getElementById('accepted').textContent === '1,000'");
        click("#letters summary");
        click("#balance");
        await("document.querySelector('#letters pre')");
        await("document.getElementById('verdict').textContent === 'PASS'");

        assertThat(text("hour")).isEqualTo("2,000");
        assertThat(text("dead")).isEqualTo("6");
        assertThat(text("funnel")).contains("clicked affiliate", "10", "25 %");
        assertThat(text("sheet")).contains("records handed over by the source");
        assertThat(text("letters")).contains("At /ts", HOSTILE);
        assertThat(browser.evaluate("document.images.length").asInt()).isZero();
        assertThat(browser.evaluate("document.querySelectorAll('.minutes rect').length").asInt())
            .isEqualTo(120);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .as("nothing is wider than the window")
            .isLessThanOrEqualTo(width);
        assertThat(browser.complaints()).isEmpty();
        browser.screenshot(
            Path.of("target", "report", "live-" + width + (dark ? "-dark" : "") + ".png"));

        told.add(STATE.formatted(1001));
        await("document.getElementById('accepted').textContent === '1,001'");
        assertThat(text("verdict")).as("that of another state").isEqualTo("Not checked");
        await("document.querySelector('#letters details[open] pre')");
        told.add("event: fault\ndata: {\"error\":\"The lake cannot be read just now.\"}\n\n");
        await("document.querySelector('.told.fault')");
        assertThat(text("told")).isEqualTo("The lake cannot be read just now.");
      }
    }
  }

  @Test
  void asksForAKeyAndSendsItInAHeader() {
    key = "secret";
    told.add(STATE.formatted(7));
    show(1280, false);
    await("document.getElementById('told').textContent === 'A key is needed.'");
    assertThat(browser.evaluate("document.getElementById('access').hidden").asBoolean()).isFalse();

    browser.evaluate("document.getElementById('key').value = 'secret'");
    click("#access button");
    await("document.getElementById('accepted').textContent === '7'");
    assertThat(browser.evaluate("document.getElementById('access').hidden").asBoolean()).isTrue();
    assertThat(browser.evaluate("document.getElementById('key').value").asText()).isEmpty();
    assertThat(
            browser
                .evaluate("performance.getEntriesByType('resource').map((r) => r.name)")
                .toString())
        .doesNotContain("secret");
  }
}
