package io.eventlake.connector.files;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Values of a result as people read them. */
public final class ResultText {

  private ResultText() {}

  /** A value in one line; empty for null. No content of an event may steer the terminal. */
  public static String line(Object value) {
    StringBuilder line = new StringBuilder();
    text(value)
        .codePoints()
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
    return line.toString();
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
