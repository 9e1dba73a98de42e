package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One message of the parser, for people: what is not understood, and what was meant. */
final class ParserMessage {

  private static final Pattern UNEXPECTED =
      Pattern.compile(
          "(?:mismatched input|extraneous input|no viable alternative at input) '(.*?)'"
              + "(?:\\. Expecting: (.*)| expecting (.*)|$)",
          Pattern.DOTALL);

  private static final Pattern KEYWORD = Pattern.compile("'([A-Z_]+)'");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

  private static final Pattern LAST_WORD = Pattern.compile("([A-Za-z_]\\w*)\\s*$");

  /** Words that parts of a query begin with: near misses of them become names. */
  private static final List<String> CLAUSES =
      List.of(
          "SELECT",
          "FROM",
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "LIMIT",
          "JOIN",
          "UNION",
          "WITH",
          "OFFSET",
          "WINDOW",
          "LEFT",
          "INNER",
          "CROSS",
          "DISTINCT",
          "VALUES",
          "EXPLAIN",
          "DESCRIBE",
          "SHOW");

  /** What a statement of its own begins with. */
  private static final Set<String> STATEMENTS =
      Set.of("SELECT", "WITH", "SHOW", "DESCRIBE", "EXPLAIN");

  private final String message;
  private final int line;
  private final int column;
  private final StatementText text;

  ParserMessage(String message, int line, int column, StatementText text) {
    this.message = message;
    this.line = line;
    this.column = column;
    this.text = text;
  }

  SqlException explained() {
    Matcher unexpected = UNEXPECTED.matcher(message);
    if (message.startsWith("backquoted identifiers")) {
      return at("names stand in double quotes in Athena's queries; write \"name\"");
    } else if (message.startsWith("identifiers must not start with a digit")) {
      Optional<String> number = OtherNumbers.plain(text.from(line, column));
      if (number.isPresent()) {
        return at("numbers have only digits from 0 to 9 here; write " + number.get());
      }

      return at("a name that begins with a digit stands in double quotes");
    } else if (!unexpected.matches()) {
      return at(message.replace("<EOF>", "the end").strip());
    }

    String expecting = unexpected.group(2) == null ? unexpected.group(3) : unexpected.group(2);
    return unexpected(unexpected.group(1), expecting == null ? "" : expecting);
  }

  private SqlException unexpected(String found, String expecting) {
    String before = text.before(line, column);
    Matcher last = LAST_WORD.matcher(before);
    Optional<String> word = last.find() ? Optional.of(last.group(1)) : Optional.empty();
    Optional<String> meant = word.flatMap(ParserMessage::clause);
    if (meant.isPresent()) {
      return text.wrong(
          before,
          last.start(),
          word.get() + " is not understood here; did you mean " + meant.get() + "?");
    } else if (before.isBlank()) {
      return at(beginning(found, unended(found, before)));
    } else if (found.equals("<EOF>")) {
      return at("the statement ends too early" + expected(expecting));
    } else if (found.equals("(") && word.isPresent() && afterFrom(before, word.get())) {
      return at("functions that give tables are not known here; write UNNEST or a query");
    }

    return at(shown(found) + " is not understood here" + hint(found, word, expecting, before));
  }

  /** What is said of the places where a statement, a comment or a bracket has no end. */
  private Optional<String> unended(String found, String before) {
    boolean comment =
        before.strip().endsWith("/") && found.equals("*")
            || text.from(line, column).startsWith("/*");
    if (comment) {
      return Optional.of("; a comment is not closed by */");
    } else if (STATEMENTS.contains(found.toUpperCase(Locale.ROOT)) && !before.isBlank()) {
      return Optional.of(
          text.isOpen()
              ? "; a bracket before it is not closed"
              : "; a semicolon stands between two statements, and a query within one in brackets");
    }

    return Optional.empty();
  }

  private String hint(String found, Optional<String> word, String expecting, String before) {
    String upper = found.toUpperCase(Locale.ROOT);
    Optional<String> instead =
        ForeignWords.instead(upper)
            .or(() -> word.flatMap(one -> ForeignWords.instead(one.toUpperCase(Locale.ROOT))));
    Optional<String> unended = unended(found, before);
    if (unended.isPresent()) {
      return unended.get();
    } else if (instead.isPresent()) {
      return "; " + instead.get();
    } else if (upper.equals("OFFSET") && before.toUpperCase(Locale.ROOT).contains("LIMIT")) {
      return "; in Athena OFFSET stands before LIMIT";
    } else if (word.filter("interval"::equalsIgnoreCase).isPresent()) {
      return "; write INTERVAL '" + found + "' DAY";
    } else if (found.equals("=") && before.endsWith("=")) {
      return "; write = once";
    } else if (before.endsWith("'")) {
      return "; a quote within a text is written twice";
    } else if (upper.equals("FROM") && before.strip().endsWith(",")) {
      return "; leave out the comma before it";
    } else if (found.startsWith("'")
        && before.strip().toUpperCase(Locale.ROOT).startsWith("SHOW")) {
      return "; write LIKE before the pattern, with % for any letters";
    } else if (found.startsWith("'")) {
      return "; a text stands where none is expected, and names stand in double quotes";
    } else if (expecting.equals("<identifier>")) {
      return "; it is a word of SQL, and as a name it stands in double quotes";
    } else if (upper.matches("TRUE|FALSE") && word.filter("is"::equalsIgnoreCase).isPresent()) {
      return "; write = " + upper + ", or IS NOT DISTINCT FROM " + upper;
    }

    Optional<String> near = near(found, keywords(expecting));
    return near.filter(one -> !one.equals(upper))
        .map(one -> "; did you mean " + one + "?")
        .orElseGet(() -> text.isOpen() ? "; a bracket is not closed" : expected(expecting));
  }

  private static String beginning(String found, Optional<String> unended) {
    String meant =
        near(found, Set.copyOf(CLAUSES)).map(one -> "; did you mean " + one + "?").orElse("");
    if (found.startsWith("\\")) {
      return found
          + " is for the shell on a terminal; write SHOW TABLES, SHOW VIEWS or DESCRIBE table";
    } else if (unended.isPresent()) {
      return found + " is not understood here" + unended.get();
    }

    return found.equals("<EOF>")
        ? "there is no statement; write SELECT .."
        : found
            + " is not understood here"
            + (meant.isEmpty()
                ? "; a statement begins with SELECT, WITH, SHOW, DESCRIBE or EXPLAIN"
                : meant);
  }

  /** The clause that a word was meant to begin; nothing when it begins one, or is none. */
  private static Optional<String> clause(String word) {
    return CLAUSES.contains(word.toUpperCase(Locale.ROOT))
        ? Optional.empty()
        : near(word, Set.copyOf(CLAUSES));
  }

  /** Letters out of order, or one letter too many, too few or wrong. */
  private static Optional<String> near(String word, Set<String> keywords) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (!NAME.matcher(word).matches() || word.length() < 3) {
      return Optional.empty();
    }

    return keywords.stream()
        .filter(one -> sorted(one).equals(sorted(upper)) || Names.distance(one, upper) == 1)
        .sorted()
        .findFirst();
  }

  private static String sorted(String word) {
    char[] letters = word.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  private static boolean afterFrom(String before, String word) {
    return before
        .substring(0, before.lastIndexOf(word))
        .strip()
        .toUpperCase(Locale.ROOT)
        .matches("(?s).*(\\bFROM|\\bJOIN|,|\\.)");
  }

  /** What could stand there, where that is little enough to say. */
  private static String expected(String expecting) {
    List<String> all =
        Arrays.stream(expecting.split(", "))
            .map(one -> one.replaceAll("^['<]|['>]$", "").replace("EOF", "the end"))
            .map(one -> one.equals("expression") ? "an expression" : one)
            .filter(one -> !one.isEmpty())
            .collect(Collectors.toList());
    return all.isEmpty() || all.size() > 5
        ? ""
        : "; " + String.join(" or ", all) + " could stand there";
  }

  private static Set<String> keywords(String expecting) {
    return KEYWORD
        .matcher(expecting)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  private SqlException at(String sentence) {
    return text.wrong(line, column, sentence);
  }

  private static String shown(String found) {
    return found.length() > 40 ? found.substring(0, 40) + ".." : found;
  }
}
