package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The operators of Athena that DuckDB has otherwise, in its words. What an operand is shows in how
 * it is printed, or DuckDB looks it up when it binds the statement.
 */
final class AthenaOperators {

  private static final Pattern NUMBER =
      Pattern.compile("\\(?-? ?[0-9][0-9.]*(?:[eE][-+]?[0-9]+)?\\)?");

  private static final Pattern INTERVAL =
      Pattern.compile("(?s)\\(?-? ?(?:to_(?:days|milliseconds|months)\\(|athena_interval\\().*");

  /** What only gives numbers. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?s)(?:athena_(?:number|plus|minus|times|divide|remainder|date_diff|to_whole|to_double)|count|length)\\(.*");

  private static final Set<String> CLOCK = Set.of("hour", "minute", "second");

  private AthenaOperators() {}

  /**
   * Two numbers, times or intervals.
   *
   * @param operator one of + - * / %
   */
  static String arithmetic(String operator, String left, String right) {
    boolean interval = isInterval(left) || isInterval(right);
    switch (operator) {
      case "+":
        return interval ? shifted(left, right) : sum("athena_plus", " + ", left, right);
      case "-":
        return interval ? shifted(left, "-" + right) : sum("athena_minus", " - ", left, right);
      case "*":
        return interval
            ? "athena_interval(" + left + " * " + right + ")"
            : "athena_times(" + left + ", " + right + ")";
      case "/":
        return interval
            ? "athena_interval(" + left + " / " + right + ")"
            : "athena_divide(" + left + ", " + right + ")";
      case "%":
        return "athena_remainder(" + left + ", " + right + ")";
      default:
        throw new SqlException("there is no operator " + operator + " here");
    }
  }

  /** With the other sign. */
  static String negative(String value) {
    return "(- " + value + ")";
  }

  /** The element of an array or a map. */
  static String subscript(String base, String index) {
    return "athena_item(" + base + ", " + index + ")";
  }

  /** A part of a time, such as {@code year}. */
  static String extract(String field, String from) {
    String part = field.toLowerCase(Locale.ROOT);
    if (part.equals("millisecond") || part.equals("week_of_year")) {
      throw new SqlException("EXTRACT has no " + part + "; write " + part + "(time)");
    }

    String printed = TimeFunctions.part(part, from);
    return CLOCK.contains(part) && Zoned.read(from).isEmpty()
        ? "athena_of_clock('" + part + "', " + printed + ", " + from + ")"
        : printed;
  }

  /** A time in a zone. */
  static String atTimeZone(String time, String zone) {
    return Zoned.print(time, zone);
  }

  /** Whether what is printed can only be a number. */
  static boolean isNumber(String printed) {
    return NUMBER.matcher(printed).matches() || isCall(printed);
  }

  /** Whether what is printed can only be an interval. */
  static boolean isInterval(String printed) {
    return INTERVAL.matcher(printed).matches() && isOneCall(printed);
  }

  private static boolean isCall(String printed) {
    return CALL.matcher(printed).matches() && isOneCall(printed);
  }

  private static String sum(String macro, String operator, String left, String right) {
    // A macro prints its arguments several times: not in a chain of sums.
    return isCall(left) || isCall(right)
        ? "athena_number(" + left + operator + right + ")"
        : macro + "(" + left + ", " + right + ")";
  }

  private static String shifted(String left, String right) {
    boolean both = isInterval(left) && isInterval(right);
    boolean swapped = isInterval(left) && !both;
    return both
        ? "athena_interval(" + left + " + " + right + ")"
        : "athena_shift(" + (swapped ? right + ", " + left : left + ", " + right) + ")";
  }

  /** Whether the last bracket closes the first one. */
  private static boolean isOneCall(String printed) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < printed.length(); i++) {
      char letter = printed.charAt(i);
      quoted = (letter == '\'') != quoted;
      depth += quoted ? 0 : letter == '(' ? 1 : letter == ')' ? -1 : 0;
      if (depth == 0 && letter == ')' && !quoted && i + 1 < printed.length()) {
        return false;
      }
    }

    return depth == 0;
  }
}
