package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB says, without its words. */
final class DuckDbErrors {

  private static final Pattern KIND =
      Pattern.compile(
          "^(?:java\\.sql\\.SQLException: )?([A-Z][A-Za-z-]*(?: [A-Z][A-Za-z]*)*) Error: ");

  private static final Pattern NOT_GROUPED =
      Pattern.compile(
          "column \"?([^\"]+?)\"? must appear in the GROUP BY clause.*", Pattern.DOTALL);

  private static final Pattern NO_FUNCTION =
      Pattern.compile(
          "No function matches the given name and argument types '([^'(]+)\\(([^']*)\\)'.*",
          Pattern.DOTALL);

  private static final Pattern NO_CAST =
      Pattern.compile("Could not convert (?:string|value) '(.*?)' to (\\S+).*", Pattern.DOTALL);

  private DuckDbErrors() {}

  static SqlException explain(SQLException e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    Matcher kind = KIND.matcher(message);
    String said = kind.find() ? message.substring(kind.end()) : message;
    return new SqlException(sentence(kind.reset().find() ? kind.group(1) : "", said), e);
  }

  private static String sentence(String kind, String said) {
    Matcher grouped = NOT_GROUPED.matcher(said);
    Matcher function = NO_FUNCTION.matcher(said);
    Matcher cast = NO_CAST.matcher(said);
    if (grouped.matches()) {
      return column(grouped.group(1))
          + " is neither grouped by nor within an aggregate; add it to GROUP BY, or write"
          + " arbitrary(..)";
    } else if (function.matches()) {
      return "Athena has no "
          + function.group(1).replaceFirst("^athena_", "")
          + " for "
          + Names.lower(function.group(2)).replace("_literal", "")
          + "; write a CAST";
    } else if (cast.matches()) {
      return "'"
          + cast.group(1)
          + "' can not be cast to "
          + Names.lower(cast.group(2))
          + "; write TRY_CAST to have null instead";
    } else if (said.startsWith("WHERE clause cannot contain aggregates")) {
      return "WHERE sees single rows and takes no aggregate; write HAVING";
    } else if (said.startsWith("aggregate function calls cannot be nested")) {
      return "An aggregate can not stand within an aggregate; write a query within FROM";
    } else if (said.startsWith("More than one row returned by a subquery")) {
      return "A query within an expression gave more than one row; write max(..) or LIMIT 1";
    } else if (said.startsWith("Max expression depth limit")) {
      return StatementParser.TOO_DEEP;
    } else if (said.startsWith("Division by zero")) {
      return "Something is divided by zero; write NULLIF(divisor, 0) to have null instead";
    } else if (kind.equals("Invalid Input")) {
      // Also what functions of this room say, which is a sentence for people.
      return capital(said.strip().lines().findFirst().orElse("no reason given"));
    } else if (kind.equals("INTERRUPT")) {
      return "The statement was stopped";
    }

    return plain(said);
  }

  /** The first line without names of this machine, of relations, and of settings. */
  private static String plain(String said) {
    String first = said.strip().lines().findFirst().orElse("no reason given");
    String named = first.replaceAll("\"[^\"]*\"\\.\"([^\"]*)\"", "$1").replace("\"", "");
    String sentence = named.strip().replaceAll("[.!]$", "");
    return sentence.isEmpty()
        ? "The statement can not be run"
        : "The statement can not be run: " + sentence;
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String column(String written) {
    return written.substring(written.lastIndexOf('.') + 1).replace("\"", "");
  }
}
