package io.eventlake.lake.athena;

import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.StringLiteral;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that are known before a statement runs: whole numbers, texts, dates and timestamps. */
final class Constants {

  private static final Pattern DATE = Pattern.compile("DATE '(\\d{4}-\\d\\d-\\d\\d)'");

  /** As they are printed; a moment is one of UTC, as all times. */
  private static final Pattern TIME =
      Pattern.compile(
          "TIMESTAMP(?:TZ)? '(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d\\.\\d{6})(?:\\+00)?'");

  private static final long DAY = 86_400_000;

  private final ExpressionPrinter expressions;
  private final Scope scope;

  Constants(ExpressionPrinter expressions, Scope scope) {
    this.expressions = expressions;
    this.scope = scope;
  }

  /** A long, a text, a {@link LocalDate} or a {@link LocalDateTime}; none where it is not known. */
  Optional<Object> value(Expression node) {
    if (node instanceof LongLiteral) {
      return Optional.of(((LongLiteral) node).getValue());
    } else if (node instanceof StringLiteral) {
      return Optional.of(((StringLiteral) node).getValue());
    } else if (node instanceof ArithmeticBinaryExpression) {
      return moved((ArithmeticBinaryExpression) node);
    }

    boolean now = node instanceof FunctionCall && ((FunctionCall) node).getArguments().isEmpty();
    return node instanceof Literal || node instanceof CurrentTime || now
        ? time(expressions.print(node, scope).sql())
        : Optional.empty();
  }

  private static Optional<Object> time(String printed) {
    Matcher date = DATE.matcher(printed);
    Matcher time = TIME.matcher(printed);
    if (date.matches()) {
      return Optional.of(LocalDate.parse(date.group(1)));
    }

    return time.matches()
        ? Optional.of(LocalDateTime.parse(time.group(1) + "T" + time.group(2)))
        : Optional.empty();
  }

  /** A time and an interval, such as {@code current_date - INTERVAL '7' DAY}. */
  private Optional<Object> moved(ArithmeticBinaryExpression node) {
    boolean back = node.getOperator() == ArithmeticBinaryExpression.Operator.SUBTRACT;
    boolean forth = node.getOperator() == ArithmeticBinaryExpression.Operator.ADD;
    if (!back && !forth || !(node.getRight() instanceof IntervalLiteral)) {
      return Optional.empty();
    }

    IntervalLiteral interval = (IntervalLiteral) node.getRight();
    try {
      return value(node.getLeft()).flatMap(from -> moved(from, interval, back ? -1 : 1));
    } catch (ArithmeticException | DateTimeException e) {
      return Optional.empty(); // beyond what has a name
    }
  }

  private static Optional<Object> moved(Object from, IntervalLiteral interval, int sign) {
    boolean months = Intervals.ofMonths(interval);
    long length = sign * (months ? Intervals.months(interval) : Intervals.milliseconds(interval));
    if (from instanceof LocalDateTime) {
      LocalDateTime time = (LocalDateTime) from;
      return Optional.of(
          months ? time.plusMonths(length) : time.plusNanos(Math.multiplyExact(length, 1_000_000)));
    } else if (from instanceof LocalDate && (months || length % DAY == 0)) {
      LocalDate date = (LocalDate) from;
      return Optional.of(months ? date.plusMonths(length) : date.plusDays(length / DAY));
    }

    return Optional.empty();
  }
}
