package io.eventlake.cli.shell;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes tables, columns of the tables that a statement names, functions and keywords. */
final class ShellCompleter implements Completer {

  /** Behind these words stands a table. */
  private static final Pattern BEFORE_TABLE =
      Pattern.compile(
          "(?is).*(\\b(from|join|describe|columns\\s+(from|in))|\\\\d)\\s+([\\w.]+\\s*,\\s*)*");

  /** A table that a statement reads, and the name that it has in there. */
  private static final Pattern TABLE =
      Pattern.compile("(?is)\\b(?:from|join)\\s+([\\w.]+)(?:\\s+(?:as\\s+)?(\\w+))?");

  private final KnownNames names;

  ShellCompleter(KnownNames names) {
    this.names = names;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, line.wordCursor());
    String before = line.line().substring(0, line.cursor() - word.length());
    if (before.chars().filter(c -> c == '\'').count() % 2 == 1) {
      return; // in a text
    } else if (word.startsWith("\\")) {
      ShellCommands.NAMES.forEach(name -> add(candidates, name, ' '));
    } else if (BEFORE_TABLE.matcher(before).matches()) {
      names.relations().forEach(name -> add(candidates, name, ' '));
    } else if (isBlank(before)) {
      keywords(Keywords.FIRST, word, candidates);
    } else {
      inStatement(line.line(), word, candidates);
    }
  }

  private void inStatement(String statement, String word, List<Candidate> candidates) {
    Matcher tables = TABLE.matcher(statement);
    int dot = word.lastIndexOf('.');
    while (tables.find()) {
      String alias = tables.group(2) == null ? "" : tables.group(2);
      for (String column : names.columns(tables.group(1))) {
        if (dot < 0) {
          add(candidates, column, ' ');
        } else if (isNamed(word.substring(0, dot), tables.group(1), alias)) {
          add(candidates, word.substring(0, dot + 1) + column, ' ');
        }
      }
    }

    if (dot >= 0) {
      names.relations().forEach(name -> add(candidates, name, ' '));
    } else {
      names.functions().forEach(name -> add(candidates, name + "(", '('));
      keywords(Keywords.OTHERS, word, candidates);
    }
  }

  private static boolean isNamed(String prefix, String table, String alias) {
    String last = table.substring(table.lastIndexOf('.') + 1);
    return prefix.equalsIgnoreCase(alias)
        || prefix.equalsIgnoreCase(table)
        || prefix.equalsIgnoreCase(last);
  }

  /** In small letters where the word is typed so. */
  private static void keywords(List<String> words, String typed, List<Candidate> candidates) {
    boolean small = !typed.isEmpty() && typed.equals(typed.toLowerCase(Locale.ROOT));
    for (String word : words) {
      add(candidates, small ? word.toLowerCase(Locale.ROOT) : word, ' ');
    }
  }

  private static void add(List<Candidate> candidates, String value, char last) {
    candidates.add(new Candidate(value, value, null, null, null, null, last == ' '));
  }

  private static boolean isBlank(String before) {
    return before.substring(before.lastIndexOf(';') + 1).isBlank();
  }
}
