package io.eventlake.cli;

import io.eventlake.cli.format.CommandFormat;
import io.eventlake.connector.files.JsonResultWriter;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.contract.ContractCheck;
import io.eventlake.contract.RejectedRecord;
import io.eventlake.contract.UnknownWord;
import io.eventlake.event.RawRecord;
import io.eventlake.event.RejectReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints what {@code validate} found: a table for people, the verdict first, of which a bounded
 * number of records is kept until then; or each record as it comes, as JSON.
 */
final class ValidationReport {

  private static final String PASS = "PASS";
  private static final String FAIL = "FAIL";
  private static final String NOTHING = "NOTHING TO JUDGE";

  private final ContractCheck check;
  private final CommandFormat format;
  private final int limit;
  private final PrintWriter out;
  private final JsonResultWriter json;
  private final List<RejectedRecord> kept = new ArrayList<>();
  private final List<String> arrays = new ArrayList<>();
  private long emptyLines;

  /**
   * @param limit of the records that a table shows
   */
  ValidationReport(ContractCheck check, CommandFormat format, int limit, PrintWriter out) {
    this.check = check;
    this.format = format;
    this.limit = limit;
    this.out = out;
    this.json = new JsonResultWriter(out);
    json.begin(List.of("kind", "file", "line", "reason", "pointer", "sentence", "did_you_mean"));
  }

  /** A record that was rejected. */
  void add(RejectedRecord rejected, RawRecord record) throws IOException {
    if (rejected.line == 1 && beginsArray(record.payload)) {
      arrays.add(rejected.file);
    }

    if (format == CommandFormat.TABLE) {
      if (kept.size() < limit) {
        kept.add(rejected);
      }

      return;
    }

    json.row(
        List.of(
            "rejected",
            rejected.file,
            rejected.line,
            rejected.reason.name(),
            rejected.pointer,
            rejected.sentence,
            rejected.unknown.stream().map(ValidationReport::meant).collect(Collectors.toList())));
  }

  void addEmptyLines(long count) {
    emptyLines += count;
  }

  /**
   * All is read.
   *
   * @param inputs as they were given
   */
  void end(List<Path> inputs) throws IOException {
    if (format == CommandFormat.JSON) {
      endJson();
    } else {
      endTable(inputs);
    }

    out.flush();
  }

  private static Map<String, Object> meant(UnknownWord word) {
    Map<String, Object> meant = new LinkedHashMap<>();
    meant.put("pointer", word.pointer());
    meant.put("nearest", word.nearest());
    return meant;
  }

  private void endJson() throws IOException {
    json.begin(
        List.of(
            "kind",
            "verdict",
            "events",
            "accepted",
            "without_consent",
            "rejected",
            "reasons",
            "empty_lines",
            "unknown_names"));
    json.row(
        List.of(
            "summary",
            verdict(),
            events(),
            check.accepted(),
            check.withheld(),
            check.rejectedCount(),
            check.rejected(),
            emptyLines,
            check.misspelt()));
    json.end();
  }

  /** Whether there were events, and all of them keep the contract. */
  boolean passed() {
    return verdict().equals(PASS);
  }

  private String verdict() {
    if (events() == 0) {
      return NOTHING;
    }

    return check.rejectedCount() == 0 ? PASS : FAIL;
  }

  private long events() {
    return check.accepted() + check.withheld() + check.rejectedCount();
  }

  private void endTable(List<Path> inputs) throws IOException {
    long rejected = check.rejectedCount();
    if (events() == 0) {
      String where = inputs.stream().map(ValidationReport::words).collect(Collectors.joining(", "));
      out.println(NOTHING + ": there is no event in " + where + skipped() + ".");
      return;
    }

    out.println(
        rejected == 0
            ? PASS + ": all " + events() + " events keep the contract."
            : FAIL + ": " + rejected + " of " + events() + " events rejected.");
    out.println(
        "Accepted "
            + check.accepted()
            + ", only counted for want of consent "
            + check.withheld()
            + ", rejected "
            + rejected
            + skipped()
            + ".");
    if (rejected > 0) {
      printReasons();
      printRecords();
    }

    printMisspelt();
    arrays.forEach(
        file ->
            out.println(
                "\n"
                    + file
                    + " begins as a JSON array, of which the lake reads nothing: give each event a"
                    + " line of its own, as jq -c '.[]' does."));
  }

  private static String words(Path input) {
    return input.equals(ValidateCommand.STANDARD_INPUT) ? "standard input" : input.toString();
  }

  private String skipped() {
    return emptyLines == 0 ? "" : "; empty lines, which are skipped: " + emptyLines;
  }

  private void printReasons() throws IOException {
    out.println();
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("reason", "events", "meaning"));
    for (Map.Entry<RejectReason, Long> each : check.rejected().entrySet()) {
      writer.row(List.of(each.getKey().name(), each.getValue(), each.getKey().meaning()));
    }

    writer.end();
  }

  private void printRecords() throws IOException {
    if (kept.isEmpty()) {
      return;
    }

    out.println();
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("file", "line", "reason", "pointer", "what is wrong"));
    for (RejectedRecord each : kept) {
      String hints = each.unknown.stream().map(word -> " " + word).collect(Collectors.joining());
      writer.row(
          List.of(each.file, each.line, each.reason.name(), each.pointer, each.sentence + hints));
    }

    writer.end();
    long more = check.rejectedCount() - kept.size();
    if (more > 0) {
      out.println("and " + more + " more: --limit N shows more of them, --format json all.");
    }
  }

  private void printMisspelt() throws IOException {
    if (check.misspelt().isEmpty()) {
      return;
    }

    out.println("\nNames in accepted events that the contract does not know, and nearly does:");
    TableResultWriter writer = new TableResultWriter(out);
    writer.begin(List.of("events", "name"));
    for (Map.Entry<String, Long> each : check.misspelt().entrySet()) {
      writer.row(List.of(each.getValue(), each.getKey()));
    }

    writer.end();
  }

  private static boolean beginsArray(byte[] record) {
    int i = 0;
    while (i < record.length && Character.isWhitespace(record[i])) {
      i++;
    }

    return i < record.length && record[i] == '[';
  }
}
