package io.eventlake.cli.shell;

import io.eventlake.lake.sql.SqlScript;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Says when what is typed is whole: a statement up to its semicolon, a command up to the end of its
 * line. A word is a name with its dots, so that a name can be completed behind any bracket.
 */
final class StatementParser implements Parser {

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    boolean accepted = context == ParseContext.ACCEPT_LINE || context == ParseContext.UNSPECIFIED;
    boolean whole =
        ShellCommands.isCommand(line) || ShellCommands.within(line) >= 0 || SqlScript.isWhole(line);
    if (accepted && !whole) {
      throw new EOFError(-1, -1, "The statement has no semicolon yet");
    }

    int from = cursor;
    while (from > 0 && isOfName(line.charAt(from - 1))) {
      from--;
    }

    int to = cursor;
    while (to < line.length() && isOfName(line.charAt(to))) {
      to++;
    }

    return new Line(line, cursor, from, to);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '\\';
  }

  /** One word of a text. */
  private static final class Line implements CompletingParsedLine {

    private final String line;
    private final int cursor;
    private final int from;
    private final int to;

    Line(String line, int cursor, int from, int to) {
      this.line = line;
      this.cursor = cursor;
      this.from = from;
      this.to = to;
    }

    @Override
    public String word() {
      return line.substring(from, to);
    }

    @Override
    public int wordCursor() {
      return cursor - from;
    }

    /** What stands before a word is for the completer to read, in {@link #line}. */
    @Override
    public int wordIndex() {
      return 0;
    }

    @Override
    public List<String> words() {
      return List.of(word());
    }

    @Override
    public String line() {
      return line;
    }

    @Override
    public int cursor() {
      return cursor;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
      return candidate;
    }

    @Override
    public int rawWordCursor() {
      return wordCursor();
    }

    @Override
    public int rawWordLength() {
      return to - from;
    }
  }
}
