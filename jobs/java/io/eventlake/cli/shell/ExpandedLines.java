package io.eventlake.cli.shell;

import io.eventlake.connector.files.ResultText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/** A result as one line for each value, whole; a line with its number before each row. */
final class ExpandedLines implements Iterator<String> {

  private final ResultRows rows;
  private final Deque<List<Object>> read;
  private final Deque<String> lines = new ArrayDeque<>();
  private final String form;
  private long row;

  ExpandedLines(ResultRows rows) {
    this(rows, new ArrayDeque<>());
  }

  /**
   * A result that was read in part.
   *
   * @param read its first rows
   */
  ExpandedLines(ResultRows rows, Deque<List<Object>> read) {
    this.rows = rows;
    this.read = read;
    int width = rows.columns().stream().mapToInt(String::length).max().orElse(1);
    this.form = "%-" + Math.max(1, width) + "s | %s";
  }

  @Override
  public boolean hasNext() {
    if (lines.isEmpty()) {
      List<Object> values = read.isEmpty() ? rows.next() : read.remove();
      if (values != null) {
        expand(values);
      }
    }

    return !lines.isEmpty();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    return lines.remove();
  }

  private void expand(List<Object> values) {
    row++;
    lines.add("-[ row " + row + " ]-");
    for (int i = 0; i < values.size(); i++) {
      String value = ResultText.line(values.get(i));
      lines.add(String.format(Locale.ROOT, form, rows.columns().get(i), value).stripTrailing());
    }
  }
}
