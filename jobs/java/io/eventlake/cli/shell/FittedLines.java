package io.eventlake.cli.shell;

import io.eventlake.connector.files.ResultText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jline.utils.WCWidth;

/**
 * A result in aligned columns that fit the width of a terminal; what is longer ends in an ellipsis.
 * The widths are those of the first rows, so that a result of any length is read as it is shown.
 */
final class FittedLines implements Iterator<String> {

  private static final int SAMPLE = 500;

  /** A text that is cut to less says nothing. */
  private static final int LEAST = 8;

  private static final String GAP = "  ";
  private static final char CUT = '…';

  private final ResultRows rows;
  private final Deque<List<Object>> sample;
  private final Deque<String> head = new ArrayDeque<>();
  private final int[] widths;
  private final boolean[] numeric;

  private FittedLines(
      ResultRows rows, Deque<List<Object>> sample, boolean[] numeric, int[] widths, int room) {
    this.rows = rows;
    this.sample = sample;
    this.numeric = numeric;
    this.widths = widths.clone();
    head.add(line(rows.columns()));
    List<String> rule = new ArrayList<>();
    for (int one : widths) {
      rule.add("-".repeat(one));
    }

    head.add(line(rule));
    int last = widths.length - 1;
    if (!numeric[last]) {
      this.widths[last] += room - Arrays.stream(widths).sum(); // later texts may be longer
    }
  }

  /** Lines no wider than a terminal; expanded where it is too narrow for so many columns. */
  static Iterator<String> of(ResultRows rows, int width) {
    Deque<List<Object>> sample = new ArrayDeque<>();
    List<Object> row = rows.next();
    while (row != null) {
      sample.add(row);
      row = sample.size() < SAMPLE ? rows.next() : null;
    }

    int[] wanted = wanted(rows.columns(), sample);
    boolean[] numeric = numeric(wanted.length, sample);
    int room = width - GAP.length() * (wanted.length - 1);
    int[] widths = fit(wanted, numeric, room);
    return widths == null
        ? new ExpandedLines(rows, sample)
        : new FittedLines(rows, sample, numeric, widths, room);
  }

  private static int[] wanted(List<String> columns, Iterable<List<Object>> sample) {
    int[] wanted = columns.stream().mapToInt(FittedLines::columns).toArray();
    for (List<Object> row : sample) {
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = Math.max(wanted[i], columns(ResultText.line(row.get(i))));
      }
    }

    return wanted;
  }

  private static boolean[] numeric(int columns, Iterable<List<Object>> sample) {
    boolean[] numeric = new boolean[columns];
    for (List<Object> row : sample) {
      for (int i = 0; i < columns; i++) {
        numeric[i] |= row.get(i) instanceof Number;
      }
    }

    return numeric;
  }

  /** The widest texts are cut to one width that fits; null where that would be of no use. */
  private static int[] fit(int[] wanted, boolean[] numeric, int room) {
    for (int most = Arrays.stream(wanted).max().orElse(0); most >= LEAST; most--) {
      int[] cut = wanted.clone();
      for (int i = 0; i < cut.length; i++) {
        cut[i] = numeric[i] ? cut[i] : Math.min(cut[i], most);
      }

      if (Arrays.stream(cut).sum() <= room) {
        return cut;
      }
    }

    return Arrays.stream(wanted).sum() <= room ? wanted : null;
  }

  @Override
  public boolean hasNext() {
    if (head.isEmpty() && sample.isEmpty()) {
      List<Object> row = rows.next();
      if (row != null) {
        sample.add(row);
      }
    }

    return !head.isEmpty() || !sample.isEmpty();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    if (!head.isEmpty()) {
      return head.remove();
    }

    List<String> cells = new ArrayList<>();
    sample.remove().forEach(value -> cells.add(ResultText.line(value)));
    return line(cells);
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = numeric[i] ? cells.get(i) : cut(cells.get(i), widths[i]); // no half a number
      String space = " ".repeat(Math.max(0, widths[i] - columns(cell)));
      line.append(i == 0 ? "" : GAP).append(numeric[i] ? space + cell : cell + space);
    }

    return line.toString().stripTrailing();
  }

  private static String cut(String text, int width) {
    if (columns(text) <= width) {
      return text;
    }

    StringBuilder cut = new StringBuilder();
    int taken = 0;
    for (int c : text.codePoints().toArray()) {
      taken += width(c);
      if (taken >= width) {
        break;
      }

      cut.appendCodePoint(c);
    }

    return cut.append(CUT).toString();
  }

  /** Of a terminal: some letters take two, accents none. */
  private static int columns(String text) {
    return text.codePoints().map(FittedLines::width).sum();
  }

  private static int width(int c) {
    return Math.max(0, WCWidth.wcwidth(c));
  }
}
