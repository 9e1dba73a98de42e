package io.eventlake.lake.athena;

import io.eventlake.lake.athena.RowCondition.Operator;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LogicalExpression;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a condition asks of the rows beside it: of columns as they are, compared with constants. All
 * else asks nothing, so that no row is missed: NOT, casts, columns of what is around a query.
 */
final class RowsAsked {

  private final ExpressionPrinter expressions;
  private final Constants constants;
  private final Scope scope;
  private final Map<String, Field> fields = new HashMap<>();

  /**
   * @param scope that the condition is read in
   * @param asked the columns of it by whose values rows go when the condition does not hold
   */
  RowsAsked(ExpressionPrinter expressions, Scope scope, List<Field> asked) {
    this.expressions = expressions;
    this.constants = new Constants(expressions, scope);
    this.scope = scope;
    asked.forEach(field -> fields.put(field.sql(), field));
  }

  /** Asks the rows. */
  void by(Expression condition) {
    read(condition).forEach(Rows::ask);
  }

  private Map<Rows, RowCondition> read(Expression node) {
    if (node instanceof LogicalExpression) {
      return terms((LogicalExpression) node);
    } else if (node instanceof ComparisonExpression) {
      return comparison((ComparisonExpression) node);
    } else if (node instanceof BetweenPredicate) {
      BetweenPredicate between = (BetweenPredicate) node;
      return both(
          test(between.getValue(), Operator.AT_LEAST, between.getMin()),
          test(between.getValue(), Operator.AT_MOST, between.getMax()));
    } else if (node instanceof InPredicate) {
      return list((InPredicate) node);
    } else if (node instanceof IsNullPredicate) {
      return test(((IsNullPredicate) node).getValue(), Operator.NULL, List.of());
    } else if (node instanceof IsNotNullPredicate) {
      return test(((IsNotNullPredicate) node).getValue(), Operator.NOT_NULL, List.of());
    }

    return Map.of();
  }

  private Map<Rows, RowCondition> terms(LogicalExpression node) {
    boolean all = node.getOperator() == LogicalExpression.Operator.AND;
    Map<Rows, RowCondition> sum = null;
    for (Expression term : node.getTerms()) {
      Map<Rows, RowCondition> one = read(term);
      sum = sum == null ? one : all ? both(sum, one) : either(sum, one);
    }

    return sum;
  }

  private static Map<Rows, RowCondition> both(
      Map<Rows, RowCondition> one, Map<Rows, RowCondition> other) {
    Map<Rows, RowCondition> sum = new HashMap<>(one);
    other.forEach((rows, condition) -> sum.merge(rows, condition, RowCondition::and));
    return sum;
  }

  /** Only of rows of which both ask. */
  private static Map<Rows, RowCondition> either(
      Map<Rows, RowCondition> one, Map<Rows, RowCondition> other) {
    Map<Rows, RowCondition> sum = new HashMap<>(one);
    sum.keySet().retainAll(other.keySet());
    sum.replaceAll((rows, condition) -> condition.or(other.get(rows)));
    return sum;
  }

  private Map<Rows, RowCondition> comparison(ComparisonExpression node) {
    Map<Rows, RowCondition> there = test(node.getLeft(), node.getOperator(), node.getRight());
    return there.isEmpty()
        ? test(node.getRight(), node.getOperator().flip(), node.getLeft())
        : there;
  }

  private Map<Rows, RowCondition> test(
      Expression column, ComparisonExpression.Operator operator, Expression constant) {
    switch (operator) {
      case EQUAL:
        return test(column, Operator.IN, constant);
      case LESS_THAN:
        return test(column, Operator.BELOW, constant);
      case LESS_THAN_OR_EQUAL:
        return test(column, Operator.AT_MOST, constant);
      case GREATER_THAN:
        return test(column, Operator.ABOVE, constant);
      case GREATER_THAN_OR_EQUAL:
        return test(column, Operator.AT_LEAST, constant);
      default:
        return Map.of();
    }
  }

  private Map<Rows, RowCondition> list(InPredicate node) {
    if (!(node.getValueList() instanceof InListExpression)) {
      return Map.of();
    }

    List<Object> values = new ArrayList<>();
    for (Expression one : ((InListExpression) node.getValueList()).getValues()) {
      Optional<Object> value = constants.value(one);
      if (value.isEmpty()) {
        return Map.of();
      }

      values.add(value.get());
    }

    return test(node.getValue(), Operator.IN, values);
  }

  private Map<Rows, RowCondition> test(Expression column, Operator operator, Expression constant) {
    return constants
        .value(constant)
        .map(value -> test(column, operator, List.of(wider(value, operator))))
        .orElse(Map.of());
  }

  /**
   * Bounds at full hours: what is asked by the clock stays the same, and so do plans, for a while.
   */
  private static Object wider(Object value, Operator operator) {
    if (!(value instanceof LocalDateTime) || operator == Operator.IN) {
      return value;
    }

    LocalDateTime hour = ((LocalDateTime) value).truncatedTo(ChronoUnit.HOURS);
    boolean below = operator == Operator.BELOW || operator == Operator.AT_MOST;
    return below && !hour.equals(value) ? hour.plusHours(1) : hour;
  }

  /** A column is one where it is printed as the column is. */
  private Map<Rows, RowCondition> test(Expression column, Operator operator, List<Object> values) {
    boolean name = column instanceof Identifier || column instanceof DereferenceExpression;
    Field field = name ? fields.get(expressions.print(column, scope).sql()) : null;
    Map<Rows, RowCondition> asked = new HashMap<>();
    if (field != null) {
      field
          .origins()
          .forEach(
              origin ->
                  asked.merge(
                      origin.rows(),
                      RowCondition.test(origin.column(), operator, values),
                      RowCondition::and));
    }

    return asked;
  }
}
