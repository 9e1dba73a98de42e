package io.eventlake.lake.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.LakeCut;
import io.eventlake.lake.audit.LakeAudit;
import io.eventlake.testing.HeadlessPage;
import io.eventlake.testing.LearnedDays;
import io.eventlake.testing.LearningLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instructor's page of two days of learning; pictures are left in {@code target/report}. */
class LearningPageITCase {

  private static final Path PICTURES = Path.of("target", "report");
  private static final int A4 = 688;
  private static final int CHARTS = 6;

  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-09-15T20:00:00Z"), ZoneOffset.UTC);

  private static final String LINES =
      "[...document.querySelectorAll('#days tbody tr')].filter((line) => line.getClientRects().length).length";
  private static final String PICK =
      "(() => { const picker = document.getElementById('course'); picker.value = '%s';"
          + " picker.dispatchEvent(new Event('change')); return picker.options.length; })()";

  @TempDir private static Path directory;

  private static LakeReport days;
  private static HeadlessPage browser;

  @BeforeAll
  static void start() throws IOException {
    days = report(LearnedDays.lake(), "days");
    assumeTrue(HeadlessPage.chromium().isPresent(), "There is no chromium on this machine's PATH");
    browser = HeadlessPage.start(HeadlessPage.chromium().orElseThrow(), directory);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  private static LakeReport report(LearningLake rows, String name) {
    LakeCatalog lake = rows.write(directory.resolve(name));
    try (LakeTables tables = new LakeTables(lake)) {
      LakeCut cut = LakeCut.of(tables);
      return LakeReport.of(lake, cut, NOW).with(LakeAudit.run(lake));
    }
  }

  @Test
  void saysWhatTheDaysWere() {
    assertThat(days.missing()).isEmpty();
    assertThat(new ReportPage(days).html())
        .contains("<h1>Learning report</h1>", "Events from 2026-09-14 to 2026-09-15")
        .contains("<dd>3</dd><dd class=\"aside\">2 courses</dd>")
        .contains("<dd>15\u00a0h 12\u00a0min</dd>")
        .contains("<dd>3</dd><dd class=\"aside\">attempts graded again: 1</dd>")
        .contains("13.33\u00a0% of all items are dead letters", "BAD_ENUM", "Fractions")
        .contains("ten thousandths of gold.facts = those of silver.events")
        .doesNotContainPattern("\\{\\{[a-z]");
  }

  @Test
  void drawsEveryChartOnADesktopAPhoneAndPaper() throws IOException {
    for (int width : new int[] {1280, 360}) {
      for (boolean dark : new boolean[] {false, true}) {
        show(width, dark);

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.evaluate(ReportPageITCase.DRAWN).asInt()).isEqualTo(CHARTS);
        assertThat(browser.evaluate(ReportPageITCase.UNREADABLE)).as("at %s", width).isEmpty();
        assertThat(browser.evaluate(ReportPageITCase.BROKEN)).isEmpty();
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .isEqualTo(width);
        browser.screenshot(PICTURES.resolve("learning-" + width + (dark ? "-dark.png" : ".png")));
      }
    }

    show(1280, false);
    browser.layOut("print", A4);
    try {
      browser.evaluate("dispatchEvent(new Event('beforeprint'))");
      assertThat(browser.evaluate(ReportPageITCase.CUT)).isEmpty();
      assertThat(browser.evaluate(ReportPageITCase.UNREADABLE)).isEmpty();
      assertThat(browser.evaluate(ReportPageITCase.DRAWN).asInt()).isEqualTo(CHARTS);
      browser.screenshot(PICTURES.resolve("learning-print.png"));
    } finally {
      browser.layOut("", 1280);
    }
  }

  @Test
  void aCourseIsPicked() throws IOException {
    show(1280, false);
    browser.evaluate("document.querySelectorAll('details').forEach((table) => table.open = true)");
    assertThat(browser.evaluate(LINES).asInt()).isEqualTo(5);

    assertThat(browser.evaluate(String.format(PICK, "math-5")).asInt()).isEqualTo(4);
    assertThat(browser.evaluate(LINES).asInt()).isEqualTo(2);
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('figure.none .chart')].map((chart) => chart.dataset.chart).join()"))
        .as("of this course there is nothing")
        .isEqualTo(browser.evaluate("'outcomes,paths'"));
    assertThat(text("#paths caption")).isEqualTo("Nothing of this course");
    assertThat(browser.complaints()).isEmpty();
    browser.screenshot(PICTURES.resolve("learning-picked.png"));

    browser.evaluate(String.format(PICK, ""));
    assertThat(browser.evaluate(LINES).asInt()).isEqualTo(5);
    assertThat(text("#paths caption")).isEqualTo("Learning paths");
    assertThat(browser.evaluate(ReportPageITCase.DRAWN).asInt()).isEqualTo(CHARTS);
  }

  @Test
  void withoutRowsThereAreSentences() {
    LearningLake empty = new LearningLake();
    empty.count("read", null, 0, LocalDateTime.parse(LearnedDays.FIRST + "09:00"));

    assertThat(new ReportPage(report(empty, "empty")).html())
        .contains("No events yet.", "No time was reported.", "No learners yet.")
        .contains("Nothing was graded.", "Nothing was rejected.")
        .doesNotContain("NOT COMPUTED");
  }

  private static void show(int width, boolean dark) throws IOException {
    browser.show(days.write(directory.resolve("page")), width, dark);
    assertThat(browser.evaluate("document.documentElement.dataset.drawn").asText())
        .isEqualTo("true");
  }

  private static String text(String selector) {
    return browser.evaluate("document.querySelector('" + selector + "').textContent").asText();
  }
}
