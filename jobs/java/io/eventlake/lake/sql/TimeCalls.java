package io.eventlake.lake.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts functions that count days and hours rightly before 1970 in the place of Flink's, which cut
 * towards 1970: EXTRACT and its short forms such as HOUR(), casts to days, and FLOOR to what is
 * longer than a day.
 */
final class TimeCalls {

  /** Texts, quoted names and comments. */
  private static final String SKIPPED = "'[^']*'|`[^`]*`|--[^\n]*|/\\*.*?\\*/|";

  /** A name with what opens its arguments. */
  private static final Pattern CALLS =
      Pattern.compile(SKIPPED + "\\b([A-Za-z_]+)\\s*\\(", Pattern.DOTALL);

  private static final Pattern PARENTHESES = Pattern.compile(SKIPPED + "[()]", Pattern.DOTALL);

  private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  private static final Pattern EXTRACT = Pattern.compile("\\s*(\\w+)\\s+FROM\\s(.*)", FLAGS);
  private static final Pattern TO_DAY = Pattern.compile("(.*?)(\\s+AS\\s+DATE\\s*)", FLAGS);
  private static final Pattern TO_LONG_UNIT =
      Pattern.compile("(.*?)(\\s+TO\\s+(?:WEEK|MONTH|QUARTER|YEAR)\\s*)", FLAGS);

  private TimeCalls() {}

  /** The statement with other calls; its quotes must be Flink's. */
  static String replace(String statement) {
    StringBuilder replaced = new StringBuilder(statement.length());
    Matcher call = CALLS.matcher(statement);
    int done = 0;
    while (call.find(done)) {
      replaced.append(statement, done, call.start());
      done = call.end();
      if (call.group(1) == null) {
        replaced.append(call.group());
        continue;
      }

      int end = end(statement, done);
      replaced.append(call(call.group(), call.group(1), statement.substring(done, end)));
      done = end;
    }

    return replaced.append(statement, done, statement.length()).toString();
  }

  /** A call but for its closing parenthesis. */
  private static String call(String opening, String name, String arguments) {
    Matcher parts;
    switch (name.toUpperCase(Locale.ROOT)) {
      case "EXTRACT":
        parts = EXTRACT.matcher(arguments);
        return parts.matches() && TimePart.named(parts.group(1)) != null
            ? part(parts.group(1), parts.group(2))
            : opening + replace(arguments);
      case "CAST":
      case "TRY_CAST":
        parts = TO_DAY.matcher(arguments);
        break;
      case "FLOOR":
        parts = TO_LONG_UNIT.matcher(arguments);
        break;
      default:
        return isPart(name) ? part(name, arguments) : opening + replace(arguments);
    }

    return parts.matches()
        ? opening + WholeDay.NAME + "(" + replace(parts.group(1)) + ")" + parts.group(2)
        : opening + replace(arguments);
  }

  private static String part(String name, String time) {
    return PartOfTime.NAME + "('" + name + "', " + replace(time);
  }

  /** Those that Flink has as functions. */
  private static boolean isPart(String name) {
    TimePart part = TimePart.named(name);
    return part != null
        && part != TimePart.EPOCH
        && part != TimePart.MILLISECOND
        && !name.equalsIgnoreCase("DAY")
        && !name.equalsIgnoreCase("DOY")
        && !name.equalsIgnoreCase("DOW");
  }

  /** Where the parenthesis closes that was opened before a position, or the statement's end. */
  private static int end(String statement, int from) {
    Matcher token = PARENTHESES.matcher(statement);
    int open = 1;
    int position = from;
    while (token.find(position)) {
      position = token.end();
      open += token.group().equals("(") ? 1 : token.group().equals(")") ? -1 : 0;
      if (open == 0) {
        return token.start();
      }
    }

    return statement.length();
  }
}
