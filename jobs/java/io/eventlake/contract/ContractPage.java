package io.eventlake.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.eventlake.config.ShellCommand;
import io.eventlake.event.RejectReason;
import io.eventlake.operator.decode.EventDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The contract as a page for producers' developers: each property, examples, and each reason with
 * records that have it, told in the decoder's own sentences.
 */
public final class ContractPage {

  /** What the page is written in. */
  public enum Format {
    HTML,
    MARKDOWN,
    JSON;

    /** As it is written on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final EventContract contract;
  private final EventDecoder decoder;
  private final PageFormat page;

  private ContractPage(EventContract contract, EventDecoder decoder, Format format) {
    this.contract = contract;
    this.decoder = decoder;
    this.page = page(contract, format);
  }

  private static PageFormat page(EventContract contract, Format format) {
    switch (format) {
      case HTML:
        return new HtmlPage();
      case MARKDOWN:
        return new MarkdownPage();
      default:
        return new JsonPage(contract.family());
    }
  }

  /**
   * The whole page.
   *
   * @param decoder of the contract's family
   */
  public static String text(EventContract contract, EventDecoder decoder, Format format) {
    ContractPage made = new ContractPage(contract, decoder, format);
    made.introduction();
    made.properties();
    made.types();
    made.examples();
    made.reasons();
    return made.page.page();
  }

  private void introduction() {
    page.title(contract.schema().path("title").asText());
    page.paragraph(contract.schema().path("description").asText());
    page.paragraph(
        "The schema is printed by `"
            + command("contract", "show")
            + "`, types for TypeScript by `"
            + command("contract", "types")
            + "`. What the lake would say of events is told by `"
            + command("validate", "events.ndjson")
            + "`, one record a line.");
  }

  /** As it runs for the contract's family. */
  private String command(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--family", contract.family()));
    return ShellCommand.of(all.toArray(new String[0])).toString();
  }

  private void properties() {
    page.heading("Properties");
    page.table(ContractProperties.HEADS, ContractProperties.of(contract.schema()));
    JsonNode definitions = contract.schema().path("$defs");
    if (!definitions.isEmpty()) {
      page.paragraph("Names among what a value may be:");
      List<List<String>> rows = new ArrayList<>();
      definitions
          .properties()
          .forEach(
              each -> {
                if (!each.getValue().has("properties")) {
                  rows.add(
                      List.of(
                          "`" + each.getKey() + "`",
                          each.getValue().path("description").asText(),
                          String.join("; ", ContractProperties.bounds(each.getValue()))));
                }
              });
      page.table(List.of("name", "meaning", "what it may be"), rows);
    }
  }

  /** Definitions that are objects themselves. */
  private void types() {
    boolean first = true;
    for (Map.Entry<String, JsonNode> each : contract.schema().path("$defs").properties()) {
      if (each.getValue().has("properties")) {
        if (first) {
          page.heading("Types");
          first = false;
        }

        page.subheading(each.getKey());
        page.paragraph(each.getValue().path("description").asText());
        page.table(ContractProperties.SHORT_HEADS, ContractProperties.shortOf(each.getValue()));
      }
    }
  }

  private void examples() {
    page.heading("Examples");
    contract
        .schema()
        .path("examples")
        .forEach(
            event -> {
              JsonNode type = event.findPath("event_type");
              page.subheading((type.isMissingNode() ? event.findPath("type") : type).asText());
              page.code(EventContract.pretty(event));
            });
  }

  private void reasons() {
    page.heading("Why a record is rejected");
    page.paragraph(
        "A rejected record is kept in `bronze.dead_letters` with one of these reasons, a JSON pointer"
            + " to what is wrong and a sentence. Nothing of a record without consent is kept but"
            + " names, types and the contract's own words.");
    for (RejectReason reason : RejectReason.values()) {
      List<RejectedExample> examples =
          contract.rejected().stream()
              .filter(example -> example.reason() == reason)
              .collect(Collectors.toList());
      if (!examples.isEmpty()) {
        page.subheading(reason.name());
        page.paragraph(reason.meaning());
        page.table(
            List.of("for example", "record", "pointer", "sentence"),
            examples.stream().map(this::row).collect(Collectors.toList()));
      }
    }

    page.subheading("Told by the source");
    page.paragraph("What holds or carries the records can be broken as well, whatever is in them.");
    page.table(
        List.of("reason", "meaning"),
        Arrays.stream(RejectReason.values())
            .filter(RejectReason::ofSource)
            .map(reason -> List.of("`" + reason + "`", reason.meaning()))
            .collect(Collectors.toList()));
  }

  private List<String> row(RejectedExample example) {
    Verdict verdict = Verdict.of(decoder, example.record()).get(0);
    String beyond = example.beyondSchema();
    return List.of(
        example.what() + (beyond.isEmpty() ? "" : " " + beyond),
        example.text().isEmpty() ? "" : "`" + example.text() + "`",
        verdict.pointer().isEmpty() ? "" : "`" + verdict.pointer() + "`",
        verdict.sentence());
  }
}
