package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a statement, to point into it. */
final class StatementText {

  /** More than this on either side of a place is left out. */
  private static final int AROUND = 60;

  /** Texts, names in quotes and comments. */
  private static final Pattern NO_WORDS =
      Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  private static final Set<Character.UnicodeScript> WIDE =
      EnumSet.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA);

  /** From here on Unicode has pictures and rare letters of East Asia. */
  private static final int PICTURES = 0x1F300;

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
    int at = letter(text, column);
    int from = at > AROUND ? whole(text, at - AROUND) : 0;
    int to = whole(text, Math.min(text.length(), at + AROUND));
    String shown =
        (from > 0 ? ".." : "") + text.substring(from, to) + (to < text.length() ? ".." : "");
    int caret = width(text.substring(from, at)) + (from > 0 ? 2 : 0);
    return new SqlException(shown + "\n" + " ".repeat(caret) + "^ " + sentence);
  }

  /**
   * A fault at a letter of what stands before a place.
   *
   * @param before as {@link #before} gives it
   */
  SqlException wrong(String before, int letter, String sentence) {
    String above = before.substring(0, letter);
    int lastEnd = above.lastIndexOf('\n');
    int line = (int) above.chars().filter(one -> one == '\n').count() + 1;
    return wrong(line, above.codePointCount(lastEnd + 1, letter) + 1, sentence);
  }

  /** What stands before a place, with blanks for comments. */
  String before(int line, int column) {
    String above =
        lines.stream()
            .limit(Math.max(0, line - 1))
            .map(one -> one + "\n")
            .collect(Collectors.joining());
    String text = above + onLine(line, column);
    return NO_WORDS
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().startsWith("-") || found.group().startsWith("/")
                        ? found.group().replaceAll("[^\n]", " ")
                        : found.group()));
  }

  private String onLine(int line, int column) {
    String text = line < 1 || line > lines.size() ? "" : lines.get(line - 1);
    return text.substring(0, letter(text, column));
  }

  /** Whether more brackets are opened than closed. */
  boolean isOpen() {
    String words = NO_WORDS.matcher(String.join("\n", lines)).replaceAll(" ");
    return words.chars().map(one -> one == '(' ? 1 : one == ')' ? -1 : 0).sum() > 0;
  }

  /** What stands from a place on, on its line. */
  String from(int line, int column) {
    String text = line < 1 || line > lines.size() ? "" : lines.get(line - 1);
    return text.substring(onLine(line, column).length());
  }

  /** The parser counts a letter beyond the first 65,536 as one, Java as two. */
  private static int letter(String text, int column) {
    int letters = Math.max(0, Math.min(column - 1, text.codePointCount(0, text.length())));
    return text.offsetByCodePoints(0, letters);
  }

  /** Not within a letter that Java has as two. */
  private static int whole(String text, int at) {
    boolean within = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return within ? at - 1 : at;
  }

  /** Columns of a terminal: two for a letter of East Asia or a picture, none for an accent. */
  private static int width(String text) {
    return text.codePoints()
        .map(
            letter ->
                Character.getType(letter) == Character.NON_SPACING_MARK
                    ? 0
                    : WIDE.contains(Character.UnicodeScript.of(letter)) || letter >= PICTURES
                        ? 2
                        : 1)
        .sum();
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
