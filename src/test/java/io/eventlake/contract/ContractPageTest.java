package io.eventlake.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventlake.config.DecodeOptions;
import io.eventlake.event.RejectReason;
import io.eventlake.family.EventFamily;
import io.eventlake.family.contract.IdRules;
import io.eventlake.family.web.WebFamily;
import io.eventlake.job.FamilyCatalog;
import io.eventlake.job.JobCatalog;
import io.eventlake.operator.decode.EventDecoder;
import io.eventlake.testing.GoldenFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for producers, and docs/producers.md, which is one. */
class ContractPageTest {

  private final EventContract contract = EventContract.of("web");

  @Test
  void theDocumentIsUpToDate() {
    GoldenFile.assertUpToDate(
        Path.of("docs", "producers.md"),
        page(ContractPage.Format.MARKDOWN, Map.of()),
        ContractPageTest.class,
        "A changed contract is told in CHANGELOG.md.");
  }

  @Test
  void theDocumentOfCaliperIsUpToDate() {
    EventFamily family = FamilyCatalog.judging("caliper", Map.of());
    String text =
        ContractPage.text(EventContract.of(family), family.decoder(), ContractPage.Format.MARKDOWN);

    assertThat(text)
        .contains("### GradeEvent", "| with `Launched` |", "`/data/0/generated/scoreGiven`")
        .doesNotContain("TimebackUser");
    GoldenFile.assertUpToDate(
        Path.of("docs", "producers-caliper.md"),
        text,
        ContractPageTest.class,
        "A changed contract is told in CHANGELOG.md.");
  }

  @Test
  void theDocumentOfASiteIsUpToDate() {
    EventDecoder decoder = FamilyCatalog.find("site", Map.of()).decoder();
    String text =
        ContractPage.text(EventContract.of("site"), decoder, ContractPage.Format.MARKDOWN);

    assertThat(text).contains("| `data.page_url` |", "| with `page_view` |", "### video_event");
    GoldenFile.assertUpToDate(
        Path.of("docs", "producers-site.md"),
        text,
        ContractPageTest.class,
        "A changed contract is told in CHANGELOG.md.");
  }

  @Test
  void thePageHasEveryPropertyAndEveryReason() {
    String html = page(ContractPage.Format.HTML, Map.of());

    ContractProperties.of(contract.schema())
        .forEach(
            row ->
                assertThat(html).contains("<td><code>" + row.get(0).replace("`", "") + "</code>"));
    for (RejectReason reason : RejectReason.values()) {
      if (!reason.ofEntities()) {
        assertThat(html).contains(reason.name()).contains(reason.meaning());
      }
    }

    assertThat(Pattern.compile("<pre>").matcher(html).results()).hasSize(3);
  }

  /** What is loaded, or runs, would not be of the page itself. */
  @Test
  void thePageHoldsAllThatItNeeds() {
    assertThat(page(ContractPage.Format.HTML, Map.of()))
        .startsWith("<!doctype html>")
        .doesNotContain("<script", "<link", "<img", "@import", "url(", "src=", "href=")
        .contains("@media print");
    assertThat(page(ContractPage.Format.HTML, Map.of("decode.user-ids", "<b>.*")))
        .contains("not of the form &lt;b&gt;.*;")
        .doesNotContain("<b>");
  }

  /** The sentences are those of the decoder that is used. */
  @Test
  void thePageIsOfTheOptionsGiven() {
    assertThat(
            page(
                ContractPage.Format.MARKDOWN,
                Map.of("decode.user-ids", "u-[0-9]+", "decode.max-record-bytes", "1000")))
        .contains("user.user_id_hash is not of the form u-[0-9]+; send a hash.")
        .contains("more than the limit of 1000.");
  }

  private String page(ContractPage.Format format, Map<String, String> properties) {
    DecodeOptions options = JobCatalog.options().parseDecode(properties);
    EventDecoder decoder =
        new WebFamily(
                options.maxRecordBytes,
                "test",
                options.comparisonPath,
                new IdRules(options.absentIds, options.userIds))
            .decoder();
    return ContractPage.text(contract, decoder, format);
  }
}
