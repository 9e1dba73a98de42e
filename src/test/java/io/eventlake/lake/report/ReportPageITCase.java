package io.eventlake.lake.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventlake.testing.HeadlessPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as Chromium shows it; pictures of it are left in {@code target/report}. */
class ReportPageITCase {

  private static final Path PICTURES = Path.of("target", "report");
  private static final String DRAWN =
      "[...document.querySelectorAll('.chart canvas')].filter((canvas) => canvas.getContext('2d')"
          + ".getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0)).length";
  private static final String REFUSED =
      "new Promise((done) => {"
          + "const refused = [];"
          + "addEventListener('securitypolicyviolation', (event) => {"
          + "refused.push(event.effectiveDirective); if (refused.length === 4) done(refused); });"
          + "fetch('http://127.0.0.1:9/').catch(() => 0);"
          + "new Image().src = 'http://127.0.0.1:9/';"
          + "const add = (name, values) =>"
          + " document.body.append(Object.assign(document.createElement(name), values));"
          + "add('script', {src: 'http://127.0.0.1:9/'});"
          + "add('iframe', {src: 'http://127.0.0.1:9/'});"
          + "})";

  @TempDir private static Path directory;

  private static HeadlessPage browser;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(HeadlessPage.chromium().isPresent(), "There is no chromium on this machine's PATH");
    browser = HeadlessPage.start(HeadlessPage.chromium().orElseThrow(), directory);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void drawsEveryChart() throws IOException {
    for (boolean dark : new boolean[] {false, true}) {
      show(ExampleReport.full(), 1280, dark);

      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.evaluate(DRAWN).asInt()).isEqualTo(9);
      assertThat(text("#dead-letters tbody td:last-child")).isEqualTo(ExampleReport.HOSTILE);
      assertThat(browser.evaluate("document.title").asText()).isEqualTo("Eventlake report");
      browser.screenshot(PICTURES.resolve(dark ? "desktop-dark.png" : "desktop.png"));
    }
  }

  @Test
  void fitsAPhone() throws IOException {
    show(ExampleReport.full(), 360, false);

    assertThat(browser.evaluate(DRAWN).asInt()).isEqualTo(9);
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    browser.screenshot(PICTURES.resolve("phone.png"));
    browser.evaluate("document.querySelectorAll('details').forEach((table) => table.open = true)");
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void anEmptyLakeHasSentencesForCharts() throws IOException {
    show(ExampleReport.nothing(), 360, true);

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.evaluate(DRAWN).asInt()).isZero();
    assertThat(text("#funnel .empty")).isEqualTo("No sessions yet.");
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    browser.screenshot(PICTURES.resolve("empty-phone.png"));
  }

  @Test
  void canNotLoadAnything() throws IOException {
    show(ExampleReport.full(), 1280, false);

    assertThat(browser.evaluate(REFUSED))
        .extracting(directive -> directive.asText())
        .containsExactlyInAnyOrder("connect-src", "img-src", "script-src-elem", "frame-src");
  }

  private static void show(LakeReport report, int width, boolean dark) throws IOException {
    browser.show(report.write(directory.resolve("page")), width, dark);
    assertThat(browser.evaluate("document.documentElement.dataset.drawn").asText())
        .isEqualTo("true");
  }

  private static String text(String selector) {
    return browser.evaluate("document.querySelector('" + selector + "').textContent").asText();
  }
}
