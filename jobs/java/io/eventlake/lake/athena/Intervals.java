package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.IntervalLiteral.IntervalField;
import io.trino.sql.tree.IntervalLiteral.Sign;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Intervals that stand in a statement: of months, or of days and milliseconds. */
final class Intervals {

  private static final Pattern MONTHS = Pattern.compile("(-)?(\\d{1,9})(?:-(\\d{1,9}))?");

  private static final Pattern DAYS =
      Pattern.compile(
          "(-)?(\\d{1,9})(?: (\\d{1,9}))?(?::(\\d{1,9}))?(?::(\\d{1,9}))?(?:\\.(\\d{1,3}))?");

  private static final List<IntervalField> FIELDS =
      List.of(IntervalField.DAY, IntervalField.HOUR, IntervalField.MINUTE, IntervalField.SECOND);

  private static final long[] MILLISECONDS = {86_400_000, 3_600_000, 60_000, 1_000};

  private Intervals() {}

  /**
   * In DuckDB's words.
   *
   * @throws IllegalArgumentException with a sentence when its text does not fit its fields
   */
  static Typed print(IntervalLiteral literal) {
    if (ofMonths(literal)) {
      return Typed.of("to_months(" + months(literal) + ")", Kind.MONTHS);
    }

    long milliseconds = milliseconds(literal);
    String printed =
        milliseconds % MILLISECONDS[0] == 0
            ? "to_days(" + milliseconds / MILLISECONDS[0] + ")"
            : "to_milliseconds(" + milliseconds + ")";
    return Typed.of(printed, Kind.DAYS);
  }

  static boolean ofMonths(IntervalLiteral literal) {
    IntervalField start = literal.getStartField();
    return start == IntervalField.YEAR || start == IntervalField.MONTH;
  }

  /** The length of an interval of months. */
  static long months(IntervalLiteral literal) {
    Matcher parts = MONTHS.matcher(literal.getValue().strip());
    IntervalField end = literal.getEndField().orElse(literal.getStartField());
    boolean both = end != literal.getStartField();
    if (!parts.matches() || both != (parts.group(3) != null) || end == IntervalField.DAY) {
      throw unfit(literal);
    }

    long first = Long.parseLong(parts.group(2));
    long length = literal.getStartField() == IntervalField.YEAR ? 12 * first : first;
    length += both ? Long.parseLong(parts.group(3)) : 0;
    return signed(literal, parts.group(1), length);
  }

  /** The length of an interval of days and less. */
  static long milliseconds(IntervalLiteral literal) {
    IntervalField end = literal.getEndField().orElse(literal.getStartField());
    int from = FIELDS.indexOf(literal.getStartField());
    int to = FIELDS.indexOf(end);
    String value = literal.getValue().strip();
    String sign = value.startsWith("-") ? "-" : null;
    Matcher whole = DAYS.matcher(value);
    if (!whole.matches() || from < 0 || to < from) {
      throw unfit(literal);
    }

    String[] numbers = value.replaceFirst("^-", "").split("[ :.]", -1);
    boolean fraction = value.indexOf('.') >= 0;
    if (numbers.length != to - from + (fraction ? 2 : 1)
        || (from == 0 && to > 0) != (value.indexOf(' ') >= 0)
        || (fraction && to != FIELDS.size() - 1)) {
      throw unfit(literal);
    }

    long length = 0;
    for (int i = from; i <= to; i++) {
      length = Math.addExact(length, Long.parseLong(numbers[i - from]) * MILLISECONDS[i]);
    }

    if (fraction) {
      length += Long.parseLong((numbers[numbers.length - 1] + "00").substring(0, 3));
    }

    return signed(literal, sign, length);
  }

  private static long signed(IntervalLiteral literal, String sign, long length) {
    return (literal.getSign() == Sign.NEGATIVE) == (sign == null) ? -length : length;
  }

  private static IllegalArgumentException unfit(IntervalLiteral literal) {
    String fields =
        literal.getStartField() + literal.getEndField().map(end -> " TO " + end).orElse("");
    return new IllegalArgumentException(
        Names.text(literal.getValue())
            + " is no interval of "
            + fields
            + "; write INTERVAL '7' DAY, INTERVAL '1:30' HOUR TO MINUTE or INTERVAL '1-6' YEAR TO"
            + " MONTH");
  }
}
