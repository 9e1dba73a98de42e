package io.eventlake.lake.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.job.Lakes;
import io.eventlake.lake.sql.SqlFiles;
import io.eventlake.table.TableSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the page's file, whatever the events were. */
class ReportPageTest {

  @Test
  void textsOfEventsAreNoMarkup() {
    String page = new ReportPage(ExampleReport.full()).html();

    assertThat(page).doesNotContain("</script><script>document.title").doesNotContain("<img src=x");
    assertThat(page).contains("&lt;/script&gt;&lt;script&gt;document.title");
    assertThat(page).contains("\\u003C/script\\u003E");
    assertThat(Pattern.compile("</script>").matcher(page).results()).hasSize(3);
  }

  @Test
  void namesNoAddressToLoadFrom() {
    String page = new ReportPage(ExampleReport.full()).html();

    assertThat(page).doesNotContainPattern("<link [^>]*href=\"(?!data:)");
    assertThat(page).doesNotContainPattern("<script [^>]*src=").doesNotContain("@import");
    assertThat(page).contains("content=\"default-src 'none'; ");
  }

  @Test
  void showsTheReportsAndNothingUnfilled() {
    assertThat(ReportTemplate.of(Lakes.tables()).reports())
        .containsExactlyInAnyOrderElementsOf(ExampleReport.names());
    assertThat(new ReportPage(ExampleReport.full()).html())
        .contains("<dd>1,000</dd><dd class=\"aside\">300 users</dd>")
        .contains("\"funnel-overall\"")
        .doesNotContain("\"dead-letter-examples\"")
        .doesNotContainPattern("\\{\\{[a-z]");
  }

  /** Of whatever a command may be told to be about. */
  @Test
  void everyPageShowsReportsThatThereAre() {
    LakeOptions options = JobOptions.parseLake(Map.of("lake.warehouse", "none"));
    for (String name : Lakes.names()) {
      TableSet set = Lakes.ofFamily(options, name).set();
      Set<String> found =
          SqlFiles.of("reports", set).stream()
              .map(file -> file.split("/")[2])
              .collect(Collectors.toSet());

      assertThat(ReportTemplate.of(set).reports()).as(name).isNotEmpty().isSubsetOf(found);
      assertThat(ReportTemplate.of(set).drawn()).as(name).isSubsetOf(found);
    }
  }

  @Test
  void anEmptyLakeIsSaidToBeEmpty() {
    assertThat(new ReportPage(ExampleReport.nothing()).html())
        .contains(
            "No sessions yet.", "No events yet.", "No record was rejected.", "<dd>\u2013</dd>")
        .doesNotContain("<table>");
  }

  @Test
  void whatCouldNotBeComputedIsSaidInItsPlace() {
    assertThat(new ReportPage(ExampleReport.without("overview", "gold.x: <lost>")).html())
        .contains("Some of the lake cannot be read", "<dd>\u2013</dd>", "WRONG_TYPE")
        .doesNotContain("\"overview\"");
    assertThat(new ReportPage(ExampleReport.without("daily-sessions", "gold.x: <lost>")).html())
        .contains("<p class=\"empty\">gold.x: &lt;lost&gt;</p>", "<dd>1,000</dd>");
  }

  @Test
  void figuresStandBesideThoseOfThePeriodBefore() {
    String page = new ReportPage(ExampleReport.full()).html();

    assertThat(page)
        .contains(
            "The 7 newest whole days (sessions from 2026-01-24 to 2026-01-30) and the 7 days before"
                + " (sessions from 2026-01-17 to 2026-01-23)",
            line("Sessions", "400", "500", "\u221220.0\u00a0%"),
            line("Clicked a link, %", "8.00\u00a0%", "7.00\u00a0%", "+1.00\u00a0points"),
            line("Payout", "100.00", "100.00", "0.0\u00a0%"),
            line("Payout per session", "\u2013", "\u2013", "\u2013"),
            line("Dead letters", "24", "0", "\u2013"));
    assertThat(new ReportPage(ExampleReport.nothing()).html())
        .contains("The lake has no period before");
    assertThat(new ReportPage(ExampleReport.without("period-before", "gold.x is lost.")).html())
        .contains("<p class=\"empty\">gold.x is lost.</p>");
  }

  @Test
  void groupsWithoutANameAreCalledAsInTheCharts() {
    ReportTable funnel =
        new ReportTable(
            List.of("segment_key", "sessions", "segments_resolved"),
            List.of(
                Arrays.asList(null, 5L, true),
                Arrays.asList(null, null, false),
                List.of("(none)", 1L, true)));

    assertThat(HtmlTable.open(funnel, new ReportColumns(), "Funnel"))
        .contains("<th scope=\"row\">(none)</th><td class=\"number\">5</td>")
        .contains("<th scope=\"row\">(unknown)</th><td class=\"number\">\u2013</td>");
    assertThat(new ReportPage(ExampleReport.full()).html())
        .contains("<th scope=\"row\">(none)</th>")
        .doesNotContain("<th scope=\"row\">\u2013</th>");
    assertThat(ReportResource.read("page.js")).contains("'(none)'", "'(unknown)'");
  }

  @Test
  void aDeadLetterOfEachReasonHasItsSentenceAndItsRecord() {
    ReportTable letters =
        new ReportTable(
            List.of("reason", "arrival_ts", "pointer", "message", "payload", "masked"),
            List.of(
                letter("A", "/a", "{\"a\": \"<b>\"}", true),
                letter("B", "", "x".repeat(5_234), false),
                letter("C", "/c", "", true)));

    assertThat(new LetterExamples(letters, new ReportColumns()).html())
        .contains(
            "<h3>A</h3>\n<p>It is &lt;wrong&gt;.</p>\n<p class=\"aside\">At <code>/a</code>; arrived"
                + " 2026-01-31 11:58:59 UTC; masked, cut or withheld in part</p>\n"
                + "<pre>{&quot;a&quot;: &quot;&lt;b&gt;&quot;}</pre>",
            "<p class=\"aside\">The whole record; arrived 2026-01-31 11:58:59 UTC</p>",
            "x \u2026 (1,234 more characters)</pre>",
            "Nothing of the record is stored.");
    assertThat(new ReportPage(ExampleReport.full()).html())
        .contains("<code>/page</code>", "<pre>{&quot;page&quot;");
    assertThat(new ReportPage(ExampleReport.without("dead-letter-examples", "It is lost.")).html())
        .contains("<p class=\"empty\">It is lost.</p>");
  }

  @Test
  void tellsVariantsApartInWords() {
    assertThat(new ReportPage(ExampleReport.full()).html())
        .contains("<p class=\"told\">No difference between A and &lt;/script&gt;");
  }

  @Test
  void replacesThePageThatIsThere(@TempDir Path directory) throws Exception {
    Path reports = directory.resolve("a/b");
    ExampleReport.nothing().write(reports);
    Path page = ExampleReport.full().write(reports);

    assertThat(page).isEqualTo(reports.resolve("index.html")).content().contains("WRONG_TYPE");
    try (var files = Files.list(reports)) {
      assertThat(files.toList()).isEqualTo(List.of(page));
    }
  }

  private static List<Object> letter(
      String reason, String pointer, String payload, boolean masked) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return List.of(reason, "2026-01-31T11:58:59.123Z", pointer, "It is <wrong>.", bytes, masked);
  }

  private static String line(String figure, String newest, String before, String change) {
    return "<tr><th scope=\"row\">"
        + figure
        + "</th><td class=\"number\">"
        + String.join("</td><td class=\"number\">", newest, before, change)
        + "</td></tr>";
  }
}
