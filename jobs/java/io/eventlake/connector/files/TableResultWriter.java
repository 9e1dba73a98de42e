package io.eventlake.connector.files;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Rows under aligned column heads for people; null is empty, numbers stand to the right. Keeps a
 * result in memory, since the widths are known at its end.
 */
public final class TableResultWriter implements ResultWriter {

  private final Writer out;
  private final UnaryOperator<String> paint;
  private final List<List<String>> lines = new ArrayList<>();
  private boolean[] numeric = new boolean[0];

  public TableResultWriter(Writer out) {
    this(out, text -> text);
  }

  /**
   * @param paint gives a cell its colour
   */
  public TableResultWriter(Writer out, UnaryOperator<String> paint) {
    this.out = out;
    this.paint = paint;
  }

  @Override
  public void begin(List<String> columns) {
    lines.clear();
    lines.add(columns);
    numeric = new boolean[columns.size()];
  }

  @Override
  public void row(List<Object> values) {
    List<String> cells = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      numeric[i] |= values.get(i) instanceof Number;
      cells.add(ResultText.line(values.get(i)));
    }

    lines.add(cells);
  }

  @Override
  public void end() throws IOException {
    int[] widths = widths();
    for (int line = 0; line < lines.size(); line++) {
      print(lines.get(line), widths);
      if (line == 0) {
        print(rule(widths), widths);
      }
    }

    out.flush();
  }

  private int[] widths() {
    int[] widths = new int[numeric.length];
    for (List<String> cells : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], cells.get(i).codePointCount(0, cells.get(i).length()));
      }
    }

    return widths;
  }

  private void print(List<String> cells, int[] widths) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String space = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
      line.append(i == 0 ? "" : "  ");
      String painted = paint.apply(cell);
      line.append(numeric[i] ? space + painted : painted + space);
    }

    out.write(line.toString().stripTrailing() + "\n");
  }

  private static List<String> rule(int[] widths) {
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }

    return rule;
  }
}
