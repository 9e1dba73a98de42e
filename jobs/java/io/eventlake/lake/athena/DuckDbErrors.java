package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says, without its words. */
final class DuckDbErrors {

  private static final Pattern KIND =
      Pattern.compile("^(?:java\\.sql\\.SQLException: )?[A-Za-z-]+(?: [A-Za-z-]+){0,3} Error: ");

  /** What Athena calls otherwise. */
  private static final Pattern TYPE = Pattern.compile("\\b(?:BLOB|FLOAT|HUGEINT|TIMESTAMPTZ)\\b");

  private static final List<Rule> RULES =
      List.of(
          rule(
              "column \"?([^\"]+?)\"? must appear in the GROUP BY clause",
              found ->
                  column(found.group(1))
                      + " is neither grouped by nor within an aggregate; add it to GROUP BY, or"
                      + " write arbitrary(..)"),
          rule(
              "STRUCT\\(moment",
              found ->
                  "A time of another zone than UTC cannot be used so here;"
                      + " write AT TIME ZONE where the zone matters, and the time itself elsewhere"),
          rule(
              "(?:argument types '|function call \")([^'(]+)\\(([^'\"]*)\\)['\"]",
              found -> given(found.group(1), found.group(2))),
          rule(
              "Could not convert (?:string|value) ['\"](.*?)['\"] to (\\w+)",
              found ->
                  "'" + found.group(1) + "' cannot be cast; write TRY_CAST to have null instead"),
          rule(
              "^Overflow in [a-z]+ of \\w+ \\((.*)\\)",
              found ->
                  "A number grows too large for its type: "
                      + found.group(1)
                      + "; write CAST(.. AS BIGINT), or CAST(.. AS DECIMAL(38, 0))"),
          rule(
              "^Type \\w+ with value (.*?) can't be cast",
              found ->
                  "The number "
                      + found.group(1)
                      + " does not fit the type that it is cast to; write TRY_CAST to have null"
                      + " instead"),
          rule(
              "^Cannot concatenate types ([^ ]+) and ([^ ]+)",
              found ->
                  "What is joined is of one type here, and this is "
                      + DuckTypes.list(found.group(1) + ", " + found.group(2))
                      + "; write ARRAY[x] for an element, or a CAST"),
          rule("^Division by zero", "A division by zero; write NULLIF(divisor, 0), or TRY(..)"),
          rule(
              "^WHERE clause cannot contain aggregates",
              "WHERE sees single rows and takes no aggregate; write HAVING"),
          rule(
              "^WHERE clause cannot contain window",
              "WHERE sees single rows and takes no window; write a query within FROM"),
          rule(
              "^aggregate function calls cannot be nested",
              "An aggregate cannot stand within an aggregate; write a query within FROM"),
          rule(
              "^aggregates are not allowed inside the TRY",
              "TRY takes no aggregate; write TRY within the aggregate"),
          rule(
              "^TRY can not be used in combination with a scalar subquery",
              "TRY takes no query; write TRY within the query"),
          rule("^GROUPING statement cannot be used without groups", "grouping needs GROUP BY"),
          rule("^GROUPING child", "grouping takes columns that GROUP BY names"),
          rule(
              "^GROUP BY clause cannot contain aggregates",
              "GROUP BY takes no aggregate; write a query within FROM"),
          rule(
              "^(?:date field value out of range|invalid date field format): \"?([^\",]+)",
              found ->
                  "'" + found.group(1) + "' is no date; TRY_CAST of a text gives null instead"),
          rule(
              "^Failure in decode",
              "The bytes are no text in UTF-8; write TRY(from_utf8(..)) to have null instead"),
          rule(
              "^Could not decode string \"(.*)\" as base64",
              found ->
                  "'"
                      + found.group(1)
                      + "' is not in base64; write TRY(from_base64(..)) to have null instead"),
          rule(
              "^Map keys must be unique",
              "A map has each key once; write map_agg, which keeps the first of a key"),
          rule(
              "^Function \"(\\w+)\" is a Scalar Function",
              found ->
                  found.group(1) + " is no aggregate and takes no DISTINCT, FILTER or ORDER BY"),
          rule(
              "^More than one row returned by a subquery",
              "A query within an expression gave more than one row; write max(..) or LIMIT 1"),
          rule("^Max expression depth limit", AthenaParser.TOO_DEEP));

  private DuckDbErrors() {}

  static SqlException explain(SQLException e) {
    String message = e.getMessage() == null ? "" : e.getMessage().strip();
    if (message.startsWith("INTERRUPT")) {
      return new SqlException("The statement was stopped", e);
    }

    String said = KIND.matcher(message).replaceFirst("");
    return new SqlException(
        RULES.stream()
            .filter(rule -> rule.pattern.matcher(said).find())
            .findFirst()
            .map(rule -> rule.sentence(said))
            .orElseGet(() -> plain(said)),
        e);
  }

  private static String given(String function, String types) {
    String name = Names.lower(function);
    String what =
        CallPrinter.names().contains(name) || name.length() <= 2 ? name : "such a function";
    return what.equals(name)
        ? "There is no " + name + " of (" + DuckTypes.list(types) + ") here; write a CAST"
        : "A function or operator takes no (" + DuckTypes.list(types) + ") here; write a CAST";
  }

  /** The first line without names of this machine, of relations, and of settings. */
  private static String plain(String said) {
    String first = said.lines().findFirst().orElse("");
    String named =
        first
            .replaceAll("\"[^\"]*\"\\.\"([^\"]*)\"", "$1")
            .replaceAll("\\s*Use (TRY|\"?SET)\\b.*", "")
            .replace("\"", "")
            .strip()
            .replaceAll("[.!]$", "");
    String typed = TYPE.matcher(named).replaceAll(found -> DuckTypes.athena(found.group()));
    return typed.isEmpty()
        ? "The statement cannot be run"
        : "The statement cannot be run: " + typed;
  }

  private static String column(String written) {
    return written.substring(written.lastIndexOf('.') + 1).replace("\"", "");
  }

  private static Rule rule(String pattern, String sentence) {
    return rule(pattern, found -> sentence);
  }

  private static Rule rule(String pattern, Function<MatchResult, String> sentence) {
    return new Rule(Pattern.compile(pattern, Pattern.DOTALL), sentence);
  }

  /** What a message of DuckDB is to people. */
  private static final class Rule {

    private final Pattern pattern;
    private final Function<MatchResult, String> sentence;

    Rule(Pattern pattern, Function<MatchResult, String> sentence) {
      this.pattern = pattern;
      this.sentence = sentence;
    }

    String sentence(String said) {
      Matcher matcher = pattern.matcher(said);
      return matcher.find() ? sentence.apply(matcher.toMatchResult()) : said;
    }
  }
}
