package io.eventlake.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table with a title, to be read by people: as text or as Markdown. */
public final class Grid {

  private final String title;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table without rows yet; the first column of the header is that of the rows' names. */
  public Grid(String title, List<String> header) {
    this.title = title;
    this.header = header;
  }

  /** Adds a row: its name, and a cell for each further column of the header. */
  public void row(String first, List<String> others) {
    List<String> row = new ArrayList<>(List.of(first));
    row.addAll(others);
    rows.add(row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** With its columns one below the other, numbers to the right. */
  public String text() {
    StringBuilder text = new StringBuilder(title).append("\n\n");
    int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
    text.append(line(header, widths));
    text.append("-".repeat(IntStream.of(widths).sum() + 2 * (widths.length - 1))).append('\n');
    rows.forEach(row -> text.append(line(row, widths)));
    return text.append('\n').toString();
  }

  String markdown() {
    IntFunction<String> rule = column -> column == 0 ? "---" : "---:";
    return "## "
        + title
        + "\n\n"
        + cells(header)
        + cells(IntStream.range(0, header.size()).mapToObj(rule).collect(Collectors.toList()))
        + rows.stream().map(Grid::cells).collect(Collectors.joining());
  }

  private int width(int column) {
    return Math.max(
        header.get(column).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  /** The first column to the left, numbers to the right. */
  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String padding = " ".repeat(widths[column] - cells.get(column).length());
      line.append(column == 0 ? cells.get(0) + padding : "  " + padding + cells.get(column));
    }

    return line.toString().stripTrailing() + "\n";
  }

  private static String cells(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
