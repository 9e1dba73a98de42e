package io.eventlake.connector.files;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Values of a result as people read them. */
public final class ResultText {

  private static final int DELETE = 0x7F;

  private ResultText() {}

  /**
   * A value in one line; empty for null. No content of an event may steer the terminal: a line's
   * end is shown as {@code ⏎}, other control characters by the letters that Unicode has to show
   * them.
   */
  public static String line(Object value) {
    StringBuilder line = new StringBuilder();
    text(value).codePoints().forEach(c -> line.appendCodePoint(shown(c)));
    return line.toString();
  }

  private static int shown(int c) {
    if (c == '\n') {
      return '⏎';
    } else if (c < ' ') {
      return '\u2400' + c;
    } else if (c == DELETE) {
      return '␡';
    }

    return Character.isISOControl(c) ? 0xFFFD : c; // of the others there are no pictures
  }

  /** A value as it is; empty for null. */
  static String text(Object value) {
    try {
      Object cell = CsvResultWriter.cell(value);
      return cell == null ? "" : cell.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("A value cannot be written", e);
    }
  }
}
