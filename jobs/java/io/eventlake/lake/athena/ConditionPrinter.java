package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Conditions, and values that hang on conditions, in DuckDB's words. */
final class ConditionPrinter extends AstVisitor<Typed, Scope> {

  private final ExpressionPrinter values;
  private final Checks checks;
  private final Reading reading;

  ConditionPrinter(ExpressionPrinter values, Reading reading) {
    this.values = values;
    this.reading = reading;
    this.checks = new Checks(reading);
  }

  @Override
  protected Typed visitExpression(Expression node, Scope scope) {
    throw reading.wrong(node, RefusedParts.sentence(node));
  }

  @Override
  protected Typed visitLogicalExpression(LogicalExpression node, Scope scope) {
    String operator = node.getOperator().toString();
    List<String> terms = new ArrayList<>();
    for (Expression term : node.getTerms()) {
      terms.add(condition(term, scope, "what stands beside " + operator));
    }

    return bool("(" + String.join(" " + operator + " ", terms) + ")");
  }

  @Override
  protected Typed visitNotExpression(NotExpression node, Scope scope) {
    return bool("(NOT " + condition(node.getValue(), scope, "what stands after NOT") + ")");
  }

  @Override
  protected Typed visitComparisonExpression(ComparisonExpression node, Scope scope) {
    Typed left = values.print(node.getLeft(), scope);
    Typed right = values.print(node.getRight(), scope);
    checks.comparable(node.getLeft(), left, node.getRight(), right);
    return bool("(" + left.sql() + " " + node.getOperator().getValue() + " " + right.sql() + ")");
  }

  @Override
  protected Typed visitQuantifiedComparisonExpression(
      QuantifiedComparisonExpression node, Scope scope) {
    Typed value = values.print(node.getValue(), scope);
    Typed rows = values.rows((SubqueryExpression) node.getSubquery(), scope);
    checks.comparable(node.getValue(), value, node.getSubquery(), rows);
    return bool(
        String.format(
            "(%s %s %s %s)",
            value.sql(), node.getOperator().getValue(), node.getQuantifier(), rows.sql()));
  }

  @Override
  protected Typed visitBetweenPredicate(BetweenPredicate node, Scope scope) {
    Typed value = values.print(node.getValue(), scope);
    Typed min = values.print(node.getMin(), scope);
    Typed max = values.print(node.getMax(), scope);
    checks.comparable(node.getValue(), value, node.getMin(), min);
    checks.comparable(node.getValue(), value, node.getMax(), max);
    return bool(String.format("(%s BETWEEN %s AND %s)", value.sql(), min.sql(), max.sql()));
  }

  @Override
  protected Typed visitInPredicate(InPredicate node, Scope scope) {
    Typed value = values.print(node.getValue(), scope);
    List<String> found = new ArrayList<>();
    if (node.getValueList() instanceof SubqueryExpression) {
      Typed rows = values.rows((SubqueryExpression) node.getValueList(), scope);
      checks.comparable(node.getValue(), value, node.getValueList(), rows);
      return bool("(" + value.sql() + " IN " + rows.sql() + ")");
    }

    for (Expression one : ((InListExpression) node.getValueList()).getValues()) {
      Typed printed = values.print(one, scope);
      checks.comparable(node.getValue(), value, one, printed);
      found.add(printed.sql());
    }

    return bool("(" + value.sql() + " IN (" + String.join(", ", found) + "))");
  }

  @Override
  protected Typed visitExists(ExistsPredicate node, Scope scope) {
    return bool("(EXISTS " + values.anyRows((SubqueryExpression) node.getSubquery(), scope) + ")");
  }

  @Override
  protected Typed visitIsNullPredicate(IsNullPredicate node, Scope scope) {
    return bool("(" + values.print(node.getValue(), scope).sql() + " IS NULL)");
  }

  @Override
  protected Typed visitIsNotNullPredicate(IsNotNullPredicate node, Scope scope) {
    return bool("(" + values.print(node.getValue(), scope).sql() + " IS NOT NULL)");
  }

  @Override
  protected Typed visitLikePredicate(LikePredicate node, Scope scope) {
    Typed value = values.print(node.getValue(), scope);
    Typed pattern = values.print(node.getPattern(), scope);
    checks.text(node.getValue(), value, "what stands before LIKE");
    checks.text(node.getPattern(), pattern, "the pattern of LIKE");
    return bool(
        "(" + value.sql() + " LIKE " + pattern.sql() + escape(node.getEscape(), scope) + ")");
  }

  private String escape(Optional<Expression> escape, Scope scope) {
    if (escape.isEmpty()) {
      return "";
    }

    Expression character = escape.get();
    if (!(character instanceof StringLiteral)
        || ((StringLiteral) character).getValue().length() != 1) {
      throw reading.wrong(character, "ESCAPE needs one character in quotes");
    }

    return " ESCAPE " + values.print(character, scope).sql();
  }

  @Override
  protected Typed visitSearchedCaseExpression(SearchedCaseExpression node, Scope scope) {
    StringBuilder sql = new StringBuilder("CASE");
    Results results = new Results("the results of CASE", scope);
    for (WhenClause when : node.getWhenClauses()) {
      sql.append(" WHEN ").append(condition(when.getOperand(), scope, "what stands after WHEN"));
      sql.append(" THEN ").append(results.print(when.getResult()));
    }

    node.getDefaultValue().ifPresent(value -> sql.append(" ELSE ").append(results.print(value)));
    return Typed.of("(" + sql + " END)", results.type());
  }

  @Override
  protected Typed visitSimpleCaseExpression(SimpleCaseExpression node, Scope scope) {
    Typed operand = values.print(node.getOperand(), scope);
    StringBuilder sql = new StringBuilder("CASE ").append(operand.sql());
    Results results = new Results("the results of CASE", scope);
    for (WhenClause when : node.getWhenClauses()) {
      Typed one = values.print(when.getOperand(), scope);
      checks.comparable(node.getOperand(), operand, when.getOperand(), one);
      sql.append(" WHEN ").append(one.sql()).append(" THEN ");
      sql.append(results.print(when.getResult()));
    }

    node.getDefaultValue().ifPresent(value -> sql.append(" ELSE ").append(results.print(value)));
    return Typed.of("(" + sql + " END)", results.type());
  }

  @Override
  protected Typed visitIfExpression(IfExpression node, Scope scope) {
    Results results = new Results("the results of IF", scope);
    String sql =
        String.format(
            "(CASE WHEN %s THEN %s ELSE %s END)",
            condition(node.getCondition(), scope, "what IF asks"),
            results.print(node.getTrueValue()),
            node.getFalseValue().map(results::print).orElse("NULL"));
    return Typed.of(sql, results.type());
  }

  @Override
  protected Typed visitCoalesceExpression(CoalesceExpression node, Scope scope) {
    Results results = new Results("the values of COALESCE", scope);
    String list = node.getOperands().stream().map(results::print).collect(Collectors.joining(", "));
    return Typed.of("COALESCE(" + list + ")", results.type());
  }

  @Override
  protected Typed visitNullIfExpression(NullIfExpression node, Scope scope) {
    Typed first = values.print(node.getFirst(), scope);
    Typed second = values.print(node.getSecond(), scope);
    checks.comparable(node.getFirst(), first, node.getSecond(), second);
    return Typed.of("NULLIF(" + first.sql() + ", " + second.sql() + ")", first.type());
  }

  private String condition(Expression node, Scope scope, String what) {
    return values.condition(node, scope, what);
  }

  private static Typed bool(String sql) {
    return Typed.of(sql, Kind.BOOLEAN);
  }

  /** Values of which an expression gives one. */
  private final class Results {

    private final String what;
    private final Scope scope;
    private final List<Expression> nodes = new ArrayList<>();
    private final List<Typed> typed = new ArrayList<>();

    Results(String what, Scope scope) {
      this.what = what;
      this.scope = scope;
    }

    String print(Expression node) {
      Typed value = values.print(node, scope);
      nodes.add(node);
      typed.add(value);
      return value.sql();
    }

    ValueType type() {
      return checks.common(nodes, typed, what);
    }
  }
}
