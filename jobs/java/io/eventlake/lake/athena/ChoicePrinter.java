package io.eventlake.lake.athena;

import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values that are one of several, in DuckDB's words; every other expression is refused. */
final class ChoicePrinter extends AstVisitor<Typed, Scope> {

  private final ExpressionPrinter values;
  private final Checks checks;
  private final Comparison comparison;
  private final Reading reading;

  ChoicePrinter(ExpressionPrinter values, Reading reading) {
    this.values = values;
    this.reading = reading;
    this.checks = new Checks(reading);
    this.comparison = new Comparison(reading);
  }

  @Override
  protected Typed visitExpression(Expression node, Scope scope) {
    throw reading.wrong(node, RefusedParts.sentence(node));
  }

  @Override
  protected Typed visitSearchedCaseExpression(SearchedCaseExpression node, Scope scope) {
    StringBuilder sql = new StringBuilder("CASE");
    Results results = new Results("the results of CASE", scope);
    for (WhenClause when : node.getWhenClauses()) {
      sql.append(" WHEN ")
          .append(values.condition(when.getOperand(), scope, "what stands after WHEN"));
      sql.append(" THEN ").append(results.print(when.getResult()));
    }

    node.getDefaultValue().ifPresent(value -> sql.append(" ELSE ").append(results.print(value)));
    return Typed.of("(" + sql + " END)", results.type());
  }

  @Override
  protected Typed visitSimpleCaseExpression(SimpleCaseExpression node, Scope scope) {
    Typed operand = values.print(node.getOperand(), scope);
    boolean special = Comparison.isSpecial(operand);
    StringBuilder sql = new StringBuilder(special ? "CASE" : "CASE " + operand.sql());
    Results results = new Results("the results of CASE", scope);
    for (WhenClause when : node.getWhenClauses()) {
      Typed one = values.print(when.getOperand(), scope);
      checks.comparable(node.getOperand(), operand, when.getOperand(), one);
      sql.append(" WHEN ");
      sql.append(
          special
              ? comparison.print("=", node.getOperand(), operand, when.getOperand(), one)
              : one.sql());
      sql.append(" THEN ").append(results.print(when.getResult()));
    }

    node.getDefaultValue().ifPresent(value -> sql.append(" ELSE ").append(results.print(value)));
    return Typed.of("(" + sql + " END)", results.type());
  }

  @Override
  protected Typed visitIfExpression(IfExpression node, Scope scope) {
    Results results = new Results("the results of IF", scope);
    String sql =
        String.format(
            Locale.ROOT,
            "(CASE WHEN %s THEN %s ELSE %s END)",
            values.condition(node.getCondition(), scope, "what IF asks"),
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
    if (Comparison.isSpecial(first)) {
      String equal = comparison.print("=", node.getFirst(), first, node.getSecond(), second);
      return Typed.of(
          "(CASE WHEN " + equal + " THEN NULL ELSE " + first.sql() + " END)", first.type());
    }

    return Typed.of("NULLIF(" + first.sql() + ", " + second.sql() + ")", first.type());
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
