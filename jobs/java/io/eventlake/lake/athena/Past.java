package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.QueryPeriod;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TimestampLiteral;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tables as they were: FOR TIMESTAMP AS OF a time that stands in the statement, FOR VERSION. */
final class Past {

  private final Reading reading;

  Past(Reading reading) {
    this.reading = reading;
  }

  /** What DuckDB reads in a relation's place, as it is or as the statement says it was. */
  String resolve(Table node, AthenaRelation relation) {
    try {
      if (node.getQueryPeriod().isEmpty()) {
        return reading.relations().resolve(relation, Optional.empty());
      }

      QueryPeriod period = node.getQueryPeriod().get();
      Expression of = period.getEnd().orElseThrow(() -> new SqlException("write AS OF"));
      if (period.getRangeType() == QueryPeriod.RangeType.VERSION) {
        return reading.relations().resolveVersion(relation, version(of));
      }

      return reading.relations().resolve(relation, Optional.of(moment(of)));
    } catch (SqlException e) {
      throw e.getMessage().indexOf('\n') < 0 ? reading.wrong(node, e.getMessage()) : e;
    }
  }

  private long version(Expression node) {
    if (!(node instanceof LongLiteral)) {
      throw reading.wrong(
          node, "a version is the number of a snapshot; ./eventlake tables shows them");
    }

    return ((LongLiteral) node).getValue();
  }

  private Instant moment(Expression node) {
    try {
      return constant(node);
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw reading.wrong(
          node,
          "this is no time that is known before the statement runs; write FOR TIMESTAMP AS OF"
              + " TIMESTAMP '2026-11-20 08:30:00 UTC', or current_timestamp - INTERVAL '1' DAY");
    }
  }

  private Instant constant(Expression node) {
    if (node instanceof TimestampLiteral) {
      return TimeConstants.instant(((TimestampLiteral) node).getValue());
    } else if (node instanceof GenericLiteral
        && ((GenericLiteral) node).getType().equalsIgnoreCase("date")) {
      return TimeConstants.dayStart(((GenericLiteral) node).getValue());
    } else if (node instanceof CurrentTime) {
      return now((CurrentTime) node);
    } else if (node instanceof FunctionCall
        && ((FunctionCall) node).getName().toString().equalsIgnoreCase("now")) {
      return reading.now();
    } else if (node instanceof ArithmeticBinaryExpression) {
      return moved((ArithmeticBinaryExpression) node);
    }

    throw new IllegalArgumentException("no constant");
  }

  private Instant now(CurrentTime node) {
    switch (node.getFunction()) {
      case DATE:
        return reading.now().truncatedTo(ChronoUnit.DAYS);
      case TIMESTAMP:
      case LOCALTIMESTAMP:
        return reading.now();
      default:
        throw new IllegalArgumentException("no moment");
    }
  }

  private Instant moved(ArithmeticBinaryExpression node) {
    boolean back = node.getOperator() == ArithmeticBinaryExpression.Operator.SUBTRACT;
    if ((!back && node.getOperator() != ArithmeticBinaryExpression.Operator.ADD)
        || !(node.getRight() instanceof IntervalLiteral)) {
      throw new IllegalArgumentException("no interval");
    }

    IntervalLiteral interval = (IntervalLiteral) node.getRight();
    Instant from = constant(node.getLeft());
    long sign = back ? -1 : 1;
    return Intervals.ofMonths(interval)
        ? from.atOffset(ZoneOffset.UTC).plusMonths(sign * Intervals.months(interval)).toInstant()
        : from.plusMillis(sign * Intervals.milliseconds(interval));
  }
}
