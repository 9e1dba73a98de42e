package io.eventlake.lake.report;

import io.eventlake.connector.files.EmbeddedJson;
import io.eventlake.lake.audit.MissingLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What fills the slots of the page, escaped for the place where it stands. */
final class PageContent {

  private final LakeReport report;
  private final ReportColumns columns = new ReportColumns();

  PageContent(LakeReport report) {
    this.report = report;
  }

  /** Of what and when the report is: made, period, state, committed or warehouse. */
  String head(String what) {
    ReportHead head = report.head();
    switch (what) {
      case "family":
        return HtmlTable.escape(head.set.name());
      case "made":
        return minute(head.made);
      case "period":
        return HtmlTable.escape(period());
      case "state":
        return HtmlTable.escape(head.state);
      case "committed":
        return head.committed == null ? ValueFormat.MISSING : minute(head.committed);
      case "warehouse":
        return HtmlTable.escape(head.warehouse);
      default:
        throw new IllegalStateException("page.html: a report has no " + what);
    }
  }

  /** One value of a report's only row. */
  String value(String name, String column) {
    return report
        .table(name)
        .map(table -> HtmlTable.escape(columns.text(column, table.first(column))))
        .orElse(ValueFormat.MISSING);
  }

  /**
   * A report as a table, folded where the charts are drawn; a sentence when it has no row, or could
   * not be computed.
   */
  String table(String name, String caption, String empty) {
    List<List<Object>> rows = report.table(name).map(ReportTable::rows).orElse(List.of());
    String said = report.missing().getOrDefault(name, empty);
    return rows.isEmpty()
        ? HtmlTable.empty(said)
        : HtmlTable.folded(report.table(name).orElseThrow(), columns, caption);
  }

  /**
   * A section for each report.
   *
   * @param answers what each answers, by its name
   */
  String reports(Map<String, String> answers) {
    StringBuilder sections = new StringBuilder();
    answers.forEach(
        (name, answer) -> {
          String words = name.replace('-', ' ');
          String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
          List<List<Object>> rows = report.table(name).map(ReportTable::rows).orElse(List.of());
          sections
              .append("<section class=\"card full\" id=\"" + name + "\">\n<h2>" + title + "</h2>\n")
              .append("<p>" + HtmlTable.escape(answer) + "</p>\n")
              .append(
                  rows.isEmpty()
                      ? HtmlTable.empty(report.missing().getOrDefault(name, "No row yet."))
                      : HtmlTable.open(report.table(name).orElseThrow(), columns, title))
              .append("\n</section>\n");
        });
    return sections.toString();
  }

  /** Dead letters as they are stored; a sentence when there is none, or they cannot be read. */
  String letters(String name, String empty) {
    return report
        .table(name)
        .filter(letters -> !letters.rows().isEmpty())
        .map(letters -> new LetterExamples(letters, columns).html())
        .orElseGet(() -> HtmlTable.empty(report.missing().getOrDefault(name, empty)));
  }

  /** The newest days beside those before, or why there are none. */
  String periods(String empty) {
    return PeriodBefore.of(report, columns)
        .map(periods -> HtmlTable.open(periods.table(), columns, periods.caption()))
        .orElseGet(
            () -> HtmlTable.empty(report.missing().getOrDefault(PeriodBefore.REPORT, empty)));
  }

  /** What the test of the variants says of them; nothing where there is one or none. */
  String comparison(String name) {
    return report.table(name).stream()
        .flatMap(funnel -> VariantComparison.sentences(funnel).stream())
        .map(HtmlTable::sentence)
        .collect(Collectors.joining("\n"));
  }

  /** The balance sheet as table, verdict or summary. */
  String audit(String what) {
    Optional<ReportTable> sheet = report.audit();
    switch (what) {
      case "table":
        return sheet
            .map(table -> HtmlTable.open(table, columns, "Balance sheet of " + report.head().state))
            .orElseGet(() -> HtmlTable.empty("This report was made without the balance sheet."));
      case "verdict":
        return sheet.map(table -> HtmlTable.verdict(verdict(table))).orElse(ValueFormat.MISSING);
      default:
        return sheet.map(PageContent::holding).orElse("left out of this report");
    }
  }

  /**
   * What the charts are drawn from, and how the columns of that are called.
   *
   * @param drawn the reports that charts are drawn of
   */
  String data(Set<String> drawn) {
    Map<String, Object> heads = new LinkedHashMap<>();
    Map<String, Object> tables = new LinkedHashMap<>();
    for (String name : drawn) {
      report
          .table(name)
          .ifPresent(
              table -> {
                tables.put(name, Map.of("columns", table.columns(), "rows", labelled(table)));
                table.columns().forEach(column -> heads.put(column, columns.head(column)));
              });
    }

    Map<String, Object> data = new LinkedHashMap<>();
    data.put("heads", heads);
    data.put("tables", tables);
    try {
      return EmbeddedJson.text(data);
    } catch (IOException e) {
      throw new UncheckedIOException("The results cannot be written as JSON", e);
    }
  }

  /** The rows, with labels in the place of what has some. */
  private List<List<Object>> labelled(ReportTable table) {
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : table.rows()) {
      List<Object> values = new ArrayList<>(row);
      for (int i = 0; i < values.size(); i++) {
        String column = table.columns().get(i);
        if (columns.format(column) == ValueFormat.LABEL) {
          values.set(i, columns.text(column, values.get(i)));
        }
      }

      rows.add(values);
    }

    return rows;
  }

  private String period() {
    Optional<ReportTable> overview = report.table("overview");
    if (overview.isEmpty()) {
      return "Some of the lake cannot be read";
    }

    Object first = overview.get().first("first_dt");
    return first == null
        ? "No sessions yet"
        : "Sessions from " + first + " to " + overview.get().first("last_dt");
  }

  private static String verdict(ReportTable sheet) {
    if (count(sheet, "FAIL") > 0) {
      return "FAIL";
    }

    return count(sheet, MissingLine.VERDICT) > 0 ? MissingLine.VERDICT : "PASS";
  }

  private static String holding(ReportTable sheet) {
    long failed = count(sheet, "FAIL");
    long missing = count(sheet, MissingLine.VERDICT);
    long lines = sheet.rows().size() - missing;
    String told =
        failed == 0 ? "all " + lines + " lines hold" : failed + " of " + lines + " lines fail";
    return missing == 0 ? told : told + ", " + missing + " not computed";
  }

  private static long count(ReportTable sheet, String verdict) {
    int column = sheet.columns().indexOf("verdict");
    return sheet.rows().stream().filter(row -> row.get(column).equals(verdict)).count();
  }

  private static String minute(Instant time) {
    return ValueFormat.MINUTE.text(time) + " UTC";
  }
}
