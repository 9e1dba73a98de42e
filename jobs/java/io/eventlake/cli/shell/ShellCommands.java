package io.eventlake.cli.shell;

import io.eventlake.lake.athena.AthenaRelation;
import io.eventlake.lake.sql.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Commands of the shell itself: a line that begins with a backslash, and a few words. */
final class ShellCommands {

  /** As they are typed. */
  static final List<String> NAMES = List.of("\\d", "\\x", "\\timing", "\\q", "\\?");

  private static final int WIDE = 80;

  static final String HELP =
      String.join(
          "\n",
          "A statement ends with a semicolon and may have many lines. Tab completes names.",
          "  \\d          the tables and views",
          "  \\d NAME     the columns of one, with comments from 80 columns on",
          "  \\x          each value on a line of its own, whole; once more: in columns",
          "  \\timing     the time of each statement is told or not",
          "  \\q          ends the shell, as Ctrl-D does",
          "  \\?          this; help does it, too",
          "They may stand on a line of their own within a statement, which goes on behind them.",
          "Ctrl-C ends the statement that runs, or forgets what is typed.");

  private ShellCommands() {}

  static boolean isCommand(String line) {
    return name(line).startsWith("\\");
  }

  /** The command of a line, by its one name; something without a backslash where it is none. */
  static String name(String line) {
    String[] words = words(line);
    String first = words[0].startsWith("\\") ? words[0] : words[0].toLowerCase(Locale.ROOT);
    if (words.length > 1 && !first.startsWith("\\")) {
      return "";
    }

    switch (first) {
      case "quit":
      case "exit":
        return "\\q";
      case "help":
      case "\\h":
        return "\\?";
      default:
        return first;
    }
  }

  /** What stands behind it; empty for nothing. */
  static String argument(String line) {
    String[] words = words(line);
    return words.length > 1 ? words[1].strip() : "";
  }

  /** Where a command begins that stands on the last line of a statement; -1 where none does. */
  static int within(String lines) {
    int from = lines.lastIndexOf('\n') + 1;
    String before = lines.substring(0, from);
    // Within a quote or a comment not even a semicolon ends it, and a backslash is one.
    boolean statement = !before.isBlank() && SqlScript.isWhole(before + ";");
    return statement && NAMES.contains(name(lines.substring(from))) ? from : -1;
  }

  private static String[] words(String line) {
    String text = line.strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }

    return text.split("\\s+", 2);
  }

  /** The rows of {@code \d}. */
  static ResultRows relations(List<AthenaRelation> relations) {
    List<List<Object>> rows = new ArrayList<>();
    for (AthenaRelation relation : relations) {
      rows.add(
          List.of(
              relation.database() + "." + relation.name(), relation.isView() ? "view" : "table"));
    }

    return ResultRows.of(List.of("name", "kind"), rows);
  }

  /**
   * The rows of {@code \d NAME}.
   *
   * @param width of the terminal: on a narrow one comments would leave no room for names
   */
  static ResultRows columns(AthenaRelation relation, int width) {
    Map<String, String> comments = width < WIDE ? Map.of() : relation.comments();
    List<List<Object>> rows = new ArrayList<>();
    relation
        .columns()
        .forEach(
            (name, type) -> {
              List<Object> row = new ArrayList<>(List.of(name, type));
              if (!comments.isEmpty()) {
                row.add(comments.getOrDefault(name, ""));
              }

              rows.add(row);
            });
    return ResultRows.of(
        comments.isEmpty() ? List.of("column", "type") : List.of("column", "type", "comment"),
        rows);
  }
}
