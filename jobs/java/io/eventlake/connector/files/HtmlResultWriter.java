package io.eventlake.connector.files;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Rows as a table of HTML to put into a page; null is empty, numbers stand to the right. */
public final class HtmlResultWriter implements ResultWriter {

  private final Writer out;

  public HtmlResultWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    StringBuilder head = new StringBuilder("<table>\n<thead><tr>");
    for (String column : columns) {
      head.append("<th scope=\"col\">").append(escape(column)).append("</th>");
    }

    out.write(head.append("</tr></thead>\n<tbody>\n").toString());
  }

  @Override
  public void row(List<Object> values) throws IOException {
    StringBuilder line = new StringBuilder("<tr>");
    for (Object value : values) {
      line.append(value instanceof Number ? "<td style=\"text-align: right\">" : "<td>");
      line.append(escape(ResultText.line(value))).append("</td>");
    }

    out.write(line.append("</tr>\n").toString());
  }

  @Override
  public void end() throws IOException {
    out.write("</tbody>\n</table>\n");
    out.flush();
  }

  /** No content of an event can be more than text. */
  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
