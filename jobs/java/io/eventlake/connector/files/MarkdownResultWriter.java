package io.eventlake.connector.files;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;

/** Rows as a table of Markdown, as GitHub and others show them; null is empty. */
public final class MarkdownResultWriter implements ResultWriter {

  /** What would not be shown as it is; an underline within a word is. */
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\|`*<>\\[\\]~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");

  private final Writer out;
  private boolean first = true;

  public MarkdownResultWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(List<String> columns) throws IOException {
    if (!first) {
      out.write('\n'); // or it would go on with the table before
    }

    first = false;
    row(List.copyOf(columns));
    out.write("|" + " --- |".repeat(columns.size()) + "\n");
  }

  @Override
  public void row(List<Object> values) throws IOException {
    StringBuilder line = new StringBuilder("|");
    for (Object value : values) {
      String text = SPECIAL.matcher(ResultText.line(value)).replaceAll("\\\\$0");
      line.append(' ').append(text).append(text.isEmpty() ? "|" : " |");
    }

    out.write(line.append('\n').toString());
  }

  @Override
  public void end() throws IOException {
    out.flush();
  }
}
