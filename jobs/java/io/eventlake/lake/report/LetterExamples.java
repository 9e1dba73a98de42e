package io.eventlake.lake.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Dead letters as a page shows them, one below the other: the reason, what its producer is told,
 * and the record.
 */
final class LetterExamples {

  private final ReportTable letters;
  private final ReportColumns columns;

  LetterExamples(ReportTable letters, ReportColumns columns) {
    this.letters = letters;
    this.columns = columns;
  }

  /** The letters, which a reader may fold. */
  String html() {
    return letters.rows().stream()
        .map(this::letter)
        .collect(
            Collectors.joining(
                "\n", "<details open>\n<summary>As they are stored</summary>\n", "\n</details>"));
  }

  private String letter(List<Object> row) {
    String pointer = text(row, "pointer");
    return "<div class=\"letter\">\n<h3>"
        + text(row, "reason")
        + "</h3>\n<p>"
        + text(row, "message")
        + "</p>\n<p class=\"aside\">"
        + (pointer.isEmpty() ? "The whole record" : "At <code>" + pointer + "</code>")
        + "; arrived "
        + text(row, "arrival_ts")
        + " UTC"
        + (text(row, "masked").equals("Yes") ? "; masked, cut or withheld in part" : "")
        + "</p>\n"
        + record(text(row, "payload"))
        + "</div>";
  }

  private static String record(String payload) {
    return payload.isEmpty() || payload.equals(ValueFormat.MISSING)
        ? "<p class=\"aside\">Nothing of the record is stored.</p>\n"
        : "<pre>" + payload + "</pre>\n";
  }

  private String text(List<Object> row, String column) {
    return HtmlTable.escape(columns.text(column, row.get(letters.columns().indexOf(column))));
  }
}
