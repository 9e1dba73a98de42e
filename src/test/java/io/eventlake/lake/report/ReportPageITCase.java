package io.eventlake.lake.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.testing.HeadlessPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as Chromium shows it; pictures of it are left in {@code target/report}. */
class ReportPageITCase {

  private static final Path PICTURES = Path.of("target", "report");

  /** Pixels between the margins of the paper. */
  private static final int A4 = 688;

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

  /** The texts of all charts with their places: those that are cut, out of sight or over others. */
  private static final String UNREADABLE =
      "[...document.querySelectorAll('.chart')].flatMap((element) => {"
          + "const chart = echarts.getInstanceByDom(element);"
          + "const texts = chart.getZr().storage.getDisplayList(true)"
          + ".filter((shape) => shape.type === 'tspan' && shape.style.text.trim()).map((shape) => {"
          + "const box = shape.getBoundingRect().clone();"
          + "if (shape.transform) box.applyTransform(shape.transform);"
          + "return {text: shape.style.text, box}; });"
          + "const over = (a, b) => a.x + a.width > b.x + 1 && b.x + b.width > a.x + 1"
          + " && a.y + a.height > b.y + 2 && b.y + b.height > a.y + 2;"
          + "return texts.filter(({text, box}, i) => text.includes('\u2026') || box.x < -1 || box.y < -1"
          + " || box.x + box.width > chart.getWidth() + 1 || box.y + box.height > chart.getHeight() + 1"
          + " || texts.some((other, j) => j !== i && over(box, other.box)))"
          + ".map(({text}) => element.dataset.chart + ': ' + text); })";

  private static final String LEGENDS =
      "['variants', 'minutes'].map((name) => {"
          + "const chart = echarts.getInstanceByDom(document.querySelector(`[data-chart=${name}]`));"
          + "const plot = chart.getModel().getComponent('grid').coordinateSystem.getRect();"
          + "const {group} = chart.getViewOfComponentModel(chart.getModel().getComponent('legend'));"
          + "const box = group.getBoundingRect();"
          + "return group.x + box.x >= plot.x + plot.width && group.y + box.y + box.height <= chart.getHeight(); })";
  private static final String WRITTEN =
      "echarts.getInstanceByDom(document.querySelector('[data-chart=countries]')).getZr().storage"
          + ".getDisplayList(true).filter((shape) => shape.type === 'tspan')"
          + ".map((shape) => shape.style.text).join('')";

  /** What does not show all that it holds, and what is wider than the paper. */
  private static final String CUT =
      "[...document.querySelectorAll('main *:not(canvas)')].filter((element) => element.getClientRects().length"
          + " && getComputedStyle(element).display !== 'inline'"
          + " && (element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== 'visible'"
          + " || element.getBoundingClientRect().right > innerWidth + 1))"
          + ".map((element) => element.tagName + ' in ' + element.closest('section').id)";

  /** The figures at the head of the page that are broken into two lines. */
  private static final String BROKEN =
      "[...document.querySelectorAll('.figures dd:not(.aside)')]"
          + ".filter((figure) => figure.clientHeight > 1.5 * parseFloat(getComputedStyle(figure).lineHeight))"
          + ".map((figure) => figure.textContent)";

  private static final String FOLDED = "document.querySelectorAll('details:not([open])').length";

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
    assertThat(browser.evaluate(BROKEN)).isEmpty();
    browser.screenshot(PICTURES.resolve("phone.png"));
    browser.evaluate("document.querySelectorAll('details').forEach((table) => table.open = true)");
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void labelsAreWholeAndLegendsBesideTheirCharts() throws IOException {
    for (int width : new int[] {1280, 360}) {
      for (LakeReport report : List.of(ExampleReport.full(), ExampleReport.crowded())) {
        show(report, width, false);

        assertThat(browser.evaluate(UNREADABLE)).as("at %s pixels", width).isEmpty();
        assertThat(browser.evaluate(LEGENDS)).extracting(JsonNode::asBoolean).containsOnly(true);
        assertThat(browser.evaluate(WRITTEN).asText()).contains(ExampleReport.HOSTILE);
      }

      assertThat(browser.evaluate(WRITTEN).asText())
          .contains("comparison_of_returning_visitors_from-newsletter.4");
      assertThat(text("#dead-letters figcaption"))
          .isEqualTo("Records; the first 12 of 21, the table has all");
      browser.screenshot(PICTURES.resolve("crowded-" + width + ".png"));
    }
  }

  @Test
  void printsAllThatItHolds() throws IOException {
    show(ExampleReport.balanced(30), 1280, true);
    browser.evaluate(
        "addEventListener('beforeprint', () => { document.body.dataset.printed = "
            + FOLDED
            + " + ' ' + getComputedStyle(document.documentElement).getPropertyValue('--ink'); })");
    int folded = browser.evaluate(FOLDED).asInt();

    browser.print(PICTURES.resolve("page.pdf"));

    assertThat(folded).isPositive();
    assertThat(browser.evaluate("document.body.dataset.printed").asText())
        .as("folded tables, and the ink")
        .isEqualTo("0 #18202b");
    assertThat(browser.evaluate(FOLDED).asInt()).as("when it is printed").isEqualTo(folded);
    browser.layOut("print", A4);
    try {
      browser.evaluate("dispatchEvent(new Event('beforeprint'))");
      assertThat(browser.evaluate(CUT)).isEmpty();
      assertThat(browser.evaluate(UNREADABLE)).isEmpty();
      assertThat(browser.evaluate(DRAWN).asInt()).isEqualTo(9);
      browser.screenshot(PICTURES.resolve("print.png"));
    } finally {
      browser.layOut("", 1280);
    }
  }

  @Test
  void showsEachLineOfTheBalanceAndOfThePeriods() throws IOException {
    for (int width : new int[] {1280, 360}) {
      show(ExampleReport.balanced(30), width, false);

      assertThat(browser.evaluate("document.querySelectorAll('#audit tbody tr').length").asInt())
          .isEqualTo(30);
      assertThat(
              browser.evaluate(
                  "[...document.querySelectorAll('#audit .scroll, #period .scroll')]"
                      + ".map((e) => Math.max(e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth))"))
          .as("pixels out of sight")
          .hasSize(2)
          .allMatch(pixels -> pixels.asInt() <= 1);
    }
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
