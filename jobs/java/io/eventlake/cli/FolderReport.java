package io.eventlake.cli;

import io.eventlake.cli.FolderJudge.RecordVerdicts;
import io.eventlake.cli.format.Colours;
import io.eventlake.connector.files.JsonArrayWriter;
import io.eventlake.connector.files.TableResultWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints what {@code contract test} found: the verdict and a table of a bounded number of records,
 * or each record as it comes, as JSON.
 */
final class FolderReport {

  private static final List<String> COLUMNS = List.of("file", "verdict", "reason", "pointer");

  private final PrintWriter people;
  private final JsonArrayWriter json;
  private final int limit;
  private final List<List<Object>> kept = new ArrayList<>();
  private final PrintWriter out;
  private long good;
  private long bad;
  private long goodItems;
  private long badItems;
  private long warnedItems;

  private FolderReport(PrintWriter out, PrintWriter people, JsonArrayWriter json, int limit) {
    this.out = out;
    this.people = people;
    this.json = json;
    this.limit = limit;
  }

  /** One JSON array; what people are told goes elsewhere. */
  static FolderReport json(PrintWriter out, PrintWriter people) {
    return new FolderReport(out, people, new JsonArrayWriter(out), 0);
  }

  /**
   * A table.
   *
   * @param limit of the records that it shows
   */
  static FolderReport table(PrintWriter out, int limit) {
    return new FolderReport(out, out, null, limit);
  }

  void begin() throws IOException {
    if (json != null) {
      json.begin(COLUMNS);
    }
  }

  /** The verdicts on one record. */
  void add(String name, RecordVerdicts verdicts) throws IOException {
    boolean isGood = verdicts.bad == null;
    good += isGood ? 1 : 0;
    bad += isGood ? 0 : 1;
    goodItems += verdicts.good;
    badItems += verdicts.bads;
    warnedItems += verdicts.warnings;
    if (json != null) {
      json.row(
          Arrays.asList(
              name,
              isGood ? "good" : "bad",
              isGood ? null : verdicts.bad.reason().name(),
              isGood ? null : verdicts.bad.pointer()));
    } else if (kept.size() < limit) {
      kept.add(
          List.of(
              name,
              isGood ? "good" : "bad",
              isGood ? "" : verdicts.bad.reason().name(),
              isGood ? "" : verdicts.bad.pointer(),
              sentence(verdicts)));
    }
  }

  private static String sentence(RecordVerdicts verdicts) {
    if (verdicts.bad != null) {
      return verdicts.bad.sentence()
          + (verdicts.bads == 1 ? "" : " Of its items " + verdicts.bads + " are bad.");
    }

    if (verdicts.warned == null) {
      return "";
    }

    return "Warning: "
        + verdicts.warned.warnings().get(0)
        + (verdicts.warnings == 1 ? "" : " Of its items " + verdicts.warnings + " have warnings.");
  }

  /** Whether there were records, and all are good. */
  boolean passed() {
    return good > 0 && bad == 0;
  }

  /** All is read. */
  void end(FolderFiles files) throws IOException {
    if (json != null) {
      json.end();
    }

    people.println(Colours.ofVerdicts().apply(verdict(files)));
    people.println(
        "Items good "
            + goodItems
            + ", of them taken with a warning "
            + warnedItems
            + ", bad "
            + badItems
            + files.leftOut()
            + ".");
    if (json == null && !kept.isEmpty()) {
      printTable();
    }

    people.flush();
  }

  private String verdict(FolderFiles files) {
    long all = good + bad;
    if (all == 0) {
      return "NOTHING TO JUDGE: there is no document in " + files.directory() + ".";
    }

    return bad == 0
        ? "PASS: all " + all + " records are good."
        : "FAIL: " + bad + " of " + all + " records are bad.";
  }

  private void printTable() throws IOException {
    out.println();
    TableResultWriter writer = new TableResultWriter(out);
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.add("what is wrong");
    writer.begin(columns);
    for (List<Object> row : kept) {
      writer.row(row);
    }

    writer.end();
    long more = good + bad - kept.size();
    if (more > 0) {
      out.println("and " + more + " more: --limit N shows more of them, --format json all.");
    }
  }
}
