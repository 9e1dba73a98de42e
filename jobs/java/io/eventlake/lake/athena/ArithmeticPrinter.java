package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.LongLiteral;

/**
 * Sums, products and the like in DuckDB's words: plain ones where both types are known to be
 * integers, or one a double; else macros that look at them. A macro prints its arguments several
 * times, so that a statement of them alone would grow with each bracket.
 */
final class ArithmeticPrinter {

  private final Reading reading;
  private final Checks checks;

  ArithmeticPrinter(Reading reading) {
    this.reading = reading;
    this.checks = new Checks(reading);
  }

  Typed print(ArithmeticBinaryExpression node, Typed left, Typed right) {
    String operator = node.getOperator().getValue();
    checks.arithmetic(node.getLeft(), left, operator);
    checks.arithmetic(node.getRight(), right, operator);
    if (operator.equals("/") && isOfDecimals(left, right)) {
      throw reading.wrong(
          node,
          "how many digits a quotient of decimals has depends on the version of Athena's engine;"
              + " make one side a double: 1e2 * a / b, or CAST(a AS double) / b");
    }

    return Typed.of(
        reading.placed(
            node,
            () -> print(operator, whole(node.getLeft(), left), whole(node.getRight(), right))),
        ResultTypes.arithmetic(operator, left.type(), right.type()));
  }

  Typed print(ArithmeticUnaryExpression node, Typed value) {
    checks.arithmetic(node.getValue(), value, "sign");
    return node.getSign() == ArithmeticUnaryExpression.Sign.MINUS
        ? Typed.of(AthenaOperators.negative(value.sql()), value.type())
        : value;
  }

  /** To DuckDB a number that is written is as small as what stands beside it. */
  private static Typed whole(Expression node, Typed value) {
    if (!(node instanceof LongLiteral)) {
      return value;
    }

    long number = ((LongLiteral) node).getValue();
    boolean small = number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE;
    return Typed.of(
        "CAST(" + value.sql() + " AS " + (small ? "INTEGER" : "BIGINT") + ")", value.type());
  }

  private static boolean isOfDecimals(Typed left, Typed right) {
    Kind one = left.kind();
    Kind other = right.kind();
    return (one == Kind.DECIMAL && (other == Kind.DECIMAL || other == Kind.INTEGER))
        || (one == Kind.INTEGER && other == Kind.DECIMAL);
  }

  private static String print(String operator, Typed left, Typed right) {
    boolean whole = left.kind() == Kind.INTEGER && right.kind() == Kind.INTEGER;
    boolean real =
        left.kind().isNumber()
            && right.kind().isNumber()
            && (left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE);
    if (!whole && !real) {
      return AthenaOperators.arithmetic(operator, left.sql(), right.sql());
    }

    String printed = whole && operator.equals("/") ? "//" : operator;
    return "(" + left.sql() + " " + printed + " " + right.sql() + ")";
  }
}
