package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a statement, to point into it. */
final class StatementText {

  /** More than this on either side of a place is left out. */
  private static final int AROUND = 60;

  private final List<String> lines;

  StatementText(String text) {
    this.lines = text.lines().collect(Collectors.toList());
  }

  /** A fault at a part of the statement; only a sentence where the part has no place. */
  SqlException wrong(Node where, String sentence) {
    return where
        .getLocation()
        .map(at -> wrong(at, sentence))
        .orElseGet(() -> new SqlException(capital(sentence)));
  }

  private SqlException wrong(NodeLocation at, String sentence) {
    return wrong(at.getLineNumber(), at.getColumnNumber(), sentence);
  }

  /**
   * A fault at a place: the line, and under the place a caret and what is wrong.
   *
   * @param line from 1
   * @param column from 1
   */
  SqlException wrong(int line, int column, String sentence) {
    if (line < 1 || line > lines.size()) {
      return new SqlException(capital(sentence));
    }

    String text = lines.get(line - 1).replace('\t', ' ');
    int at = Math.max(0, Math.min(column - 1, text.length()));
    int from = at > AROUND ? at - AROUND : 0;
    int to = Math.min(text.length(), at + AROUND);
    String shown =
        (from > 0 ? ".." : "") + text.substring(from, to) + (to < text.length() ? ".." : "");
    int caret = at - from + (from > 0 ? 2 : 0);
    return new SqlException(shown + "\n" + " ".repeat(caret) + "^ " + sentence);
  }

  /** What stands before a place on its line. */
  String before(int line, int column) {
    String text = line < 1 || line > lines.size() ? "" : lines.get(line - 1);
    return text.substring(0, Math.max(0, Math.min(column - 1, text.length())));
  }

  /** What stands from a place on, on its line. */
  String from(int line, int column) {
    String text = line < 1 || line > lines.size() ? "" : lines.get(line - 1);
    return text.substring(before(line, column).length());
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
