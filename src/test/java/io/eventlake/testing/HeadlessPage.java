package io.eventlake.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Pages in a headless Chromium that has no network beyond 127.0.0.1, one after the other. */
public final class HeadlessPage implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--no-first-run",
          "--hide-scrollbars",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
          "--remote-debugging-port=0");

  private final Process browser;
  private final DevTools tools;

  private HeadlessPage(Process browser, DevTools tools) {
    this.browser = browser;
    this.tools = tools;
  }

  /** The browser of this machine, if it has one. */
  public static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "chromium"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a browser, whose profile and log are in a directory. */
  public static HeadlessPage start(Path chromium, Path directory) throws IOException {
    ProcessBuilder command = new ProcessBuilder(chromium.toString());
    command.command().addAll(OPTIONS);
    command.command().add("--user-data-dir=" + directory.resolve("profile"));
    command.command().add("about:blank");
    command.redirectOutput(directory.resolve("chromium.out").toFile());
    Process browser = command.start();
    boolean complete = false;
    try {
      HeadlessPage page = new HeadlessPage(browser, DevTools.connect(address(browser)));
      complete = true;
      return page;
    } finally {
      if (!complete) {
        end(browser);
      }
    }
  }

  /** Loads a file in a window of some width, light or dark; what the page said before is gone. */
  public void show(Path file, int width, boolean dark) {
    show(file.toUri(), width, dark);
  }

  /** As {@link #show(Path, int, boolean)}, from a server of this machine. */
  public void show(URI page, int width, boolean dark) {
    String scheme = dark ? "dark" : "light";
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
    tools.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    tools.load(page.toString());
  }

  /** What an expression is in the page; a promise is awaited. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(answer.get("exceptionDetails").toString());
    }

    return answer.path("result").path("value");
  }

  /** Errors, warnings and refused requests that the console shows since the page was loaded. */
  public List<String> complaints() {
    evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return tools.complaints();
  }

  /** The whole page as a PNG. */
  public void screenshot(Path file) throws IOException {
    int width = evaluate("innerWidth").asInt();
    int height = evaluate("document.documentElement.scrollHeight").asInt();
    Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
    JsonNode image =
        tools.call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(image.get("data").asText()));
  }

  /** The page as it is printed, a PDF. */
  public void print(Path file) throws IOException {
    JsonNode pdf = tools.call("Page.printToPDF", Map.of("preferCSSPageSize", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(pdf.get("data").asText()));
  }

  /** Lays the page out as for paper of some width, or for the screen again. */
  public void layOut(String medium, int width) {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    tools.call("Emulation.setEmulatedMedia", Map.of("media", medium));
  }

  @Override
  public void close() {
    tools.close();
    end(browser);
  }

  private static URI address(Process browser) throws IOException {
    BufferedReader log = browser.errorReader();
    String said = "DevTools listening on ";
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      if (line.startsWith(said)) {
        Thread rest = new Thread(() -> drain(log), "chromium-log");
        rest.setDaemon(true);
        rest.start();
        return URI.create(line.substring(said.length()));
      }
    }

    throw new IOException("chromium ended before it listened");
  }

  /** So that the browser never waits for a reader. */
  private static void drain(BufferedReader log) {
    try (log) {
      log.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      return; // closed, since the browser was ended
    }
  }

  private static void end(Process browser) {
    List<ProcessHandle> children = browser.descendants().toList();
    browser.destroy();
    browser.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(e -> browser.destroyForcibly());
    children.forEach(ProcessHandle::destroyForcibly);
    browser.onExit().join();
    children.forEach(child -> child.onExit().join());
  }
}
