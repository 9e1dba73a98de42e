package io.eventlake.lake.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a script into its statements at the semicolons that stand in no quote and no comment. */
public final class SqlScript {

  private final String text;
  private final List<String> statements = new ArrayList<>();
  private final StringBuilder statement = new StringBuilder();
  private int position;

  private SqlScript(String text) {
    this.text = text;
  }

  /** The statements in their order, comments taken out; empty ones are left out. */
  public static List<String> statements(String text) {
    SqlScript script = new SqlScript(text);
    script.split();
    return List.copyOf(script.statements);
  }

  /** Whether nothing stands behind the last semicolon, or nothing at all is written. */
  public static boolean isWhole(String text) {
    SqlScript script = new SqlScript(text);
    script.scan();
    return script.statement.toString().isBlank();
  }

  /**
   * What to say where a statement of several has failed, and the others are not run.
   *
   * @param before how many had been run
   */
  public static Optional<String> leftOut(int before, int all) {
    int left = all - before - 1;
    return left == 0
        ? Optional.empty()
        : Optional.of(
            "Statement "
                + (before + 1)
                + " of "
                + all
                + " failed; the "
                + (left == 1 ? "one behind it was" : left + " behind it were")
                + " not run.");
  }

  private void split() {
    scan();
    end();
  }

  private void scan() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '\'' || c == '"' || c == '`') {
        keepUntil(c);
      } else if (text.startsWith("--", position)) {
        skipUntil("\n");
      } else if (text.startsWith("/*", position) && !text.startsWith("/*+", position)) {
        skipUntil("*/");
      } else if (c == ';') {
        position++;
        end();
      } else {
        statement.append(c);
        position++;
      }
    }
  }

  /** A quote that is written twice closes and opens again, which comes to the same here. */
  private void keepUntil(char quote) {
    int end = text.indexOf(quote, position + 1);
    end = end < 0 ? text.length() : end + 1;
    statement.append(text, position, end);
    position = end;
  }

  private void skipUntil(String closing) {
    int end = text.indexOf(closing, position);
    if (end < 0 && !closing.equals("\n")) {
      // An open comment would take away the rest of a statement without a word.
      statement.append(text, position, text.length());
      position = text.length();
      return;
    }

    position = end < 0 ? text.length() : end + closing.length();
    // What stood on both sides of a comment are two words.
    statement.append(closing.equals("\n") ? '\n' : ' ');
  }

  private void end() {
    String done = statement.toString().strip();
    if (!done.isEmpty()) {
      statements.add(done);
    }

    statement.setLength(0);
  }
}
