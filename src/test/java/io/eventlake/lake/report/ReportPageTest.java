package io.eventlake.lake.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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
    assertThat(ReportPage.reports()).containsExactlyInAnyOrderElementsOf(ExampleReport.names());
    assertThat(new ReportPage(ExampleReport.full()).html())
        .contains("<dd>1,000</dd><dd class=\"aside\">300 users</dd>")
        .doesNotContainPattern("\\{\\{[a-z]");
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
        .contains("Some of the lake can not be read", "<dd>\u2013</dd>", "WRONG_TYPE")
        .doesNotContain("\"overview\"");
    assertThat(new ReportPage(ExampleReport.without("daily-sessions", "gold.x: <lost>")).html())
        .contains("<p class=\"empty\">gold.x: &lt;lost&gt;</p>", "<dd>1,000</dd>");
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
}
