package io.eventlake.lake.report;

import java.util.List;

/**
 * Results as tables of a page, and what stands beside or in the place of one. Texts of events are
 * escaped: in a page they cannot be more than text.
 */
final class HtmlTable {

  private final ReportColumns columns;
  private final StringBuilder html = new StringBuilder();

  private HtmlTable(ReportColumns columns) {
    this.columns = columns;
  }

  /** A table that a reader may fold. */
  static String folded(ReportTable table, ReportColumns columns, String caption) {
    return "<details open>\n<summary>As a table</summary>\n"
        + open(table, columns, caption)
        + "\n</details>";
  }

  /** A table in a frame that scrolls by itself. */
  static String open(ReportTable table, ReportColumns columns, String caption) {
    HtmlTable made = new HtmlTable(columns);
    String title = escape(caption);
    made.html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    made.html.append(title).append("\">\n<table>\n<caption>").append(title);
    made.html.append("</caption>\n<thead>\n");
    made.heads(table.columns());
    made.html.append("</thead>\n<tbody>\n");
    table.rows().forEach(row -> made.line(table.columns(), row));
    return made.html.append("</tbody>\n</table>\n</div>").toString();
  }

  /** What a page says where there is no row to show. */
  static String empty(String sentence) {
    return "<p class=\"empty\">" + escape(sentence) + "</p>";
  }

  /** A sentence that tells what a table says. */
  static String sentence(String text) {
    return "<p class=\"told\">" + escape(text) + "</p>";
  }

  /** A verdict by itself. */
  static String verdict(String text) {
    return "<span class=\"" + verdictClass(text) + "\">" + escape(text) + "</span>";
  }

  /** A text as it stands in an element or, in double quotes, as an attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private void heads(List<String> names) {
    html.append("<tr>");
    for (String name : names) {
      cell(
          "th scope=\"col\"", columns.format(name).isNumeric() ? "number" : "", columns.head(name));
    }

    html.append("</tr>\n");
  }

  private void line(List<String> names, List<Object> values) {
    html.append("<tr>");
    for (int i = 0; i < names.size(); i++) {
      ValueFormat format = columns.format(names.get(i));
      String text = columns.text(names, values, i);
      cell(i == 0 ? "th scope=\"row\"" : "td", kind(format, text), text);
    }

    html.append("</tr>\n");
  }

  private void cell(String opening, String kind, String text) {
    html.append('<').append(opening);
    if (!kind.isEmpty()) {
      html.append(" class=\"").append(kind).append('"');
    }

    html.append('>').append(escape(text));
    html.append(opening.startsWith("th") ? "</th>" : "</td>");
  }

  private static String kind(ValueFormat format, String text) {
    if (format == ValueFormat.VERDICT) {
      return verdictClass(text);
    }

    return format.isNumeric() ? "number" : "";
  }

  private static String verdictClass(String verdict) {
    return verdict.startsWith("PASS") ? "pass" : "fail";
  }
}
