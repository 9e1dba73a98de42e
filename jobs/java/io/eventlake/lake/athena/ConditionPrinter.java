package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Conditions in DuckDB's words; what is none, it hands on. */
final class ConditionPrinter extends AstVisitor<Typed, Scope> {

  private final ExpressionPrinter values;
  private final Checks checks;
  private final Comparison comparison;
  private final ChoicePrinter choices;
  private final Reading reading;

  ConditionPrinter(ExpressionPrinter values, Reading reading) {
    this.values = values;
    this.reading = reading;
    this.checks = new Checks(reading);
    this.comparison = new Comparison(reading);
    this.choices = new ChoicePrinter(values, reading);
  }

  @Override
  protected Typed visitExpression(Expression node, Scope scope) {
    return choices.process(node, scope);
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
    String operator = node.getOperator().getValue();
    return bool(comparison.print(operator, node.getLeft(), left, node.getRight(), right));
  }

  @Override
  protected Typed visitQuantifiedComparisonExpression(
      QuantifiedComparisonExpression node, Scope scope) {
    Typed value = values.print(node.getValue(), scope);
    Typed rows = values.rows((SubqueryExpression) node.getSubquery(), scope);
    checks.comparable(node.getValue(), value, node.getSubquery(), rows);
    String quantifier = node.getQuantifier().toString();
    checks.single(node.getValue(), value, quantifier);
    checks.ordered(node.getValue(), value.type(), quantifier);
    if (value.kind() == Kind.DOUBLE || rows.kind() == Kind.DOUBLE) {
      throw reading.wrong(
          node,
          quantifier + " compares NaN otherwise here; write EXISTS (SELECT 1 FROM .. WHERE a < b)");
    }

    return bool(
        String.format(
            Locale.ROOT,
            "(%s %s %s %s)",
            value.sql(),
            node.getOperator().getValue(),
            node.getQuantifier(),
            rows.sql()));
  }

  @Override
  protected Typed visitBetweenPredicate(BetweenPredicate node, Scope scope) {
    Typed value = values.print(node.getValue(), scope);
    Typed min = values.print(node.getMin(), scope);
    Typed max = values.print(node.getMax(), scope);
    checks.comparable(node.getValue(), value, node.getMin(), min);
    checks.comparable(node.getValue(), value, node.getMax(), max);
    return bool(
        "("
            + comparison.print(">=", node.getValue(), value, node.getMin(), min)
            + " AND "
            + comparison.print("<=", node.getValue(), value, node.getMax(), max)
            + ")");
  }

  @Override
  protected Typed visitInPredicate(InPredicate node, Scope scope) {
    Typed value = values.print(node.getValue(), scope);
    List<String> found = new ArrayList<>();
    if (node.getValueList() instanceof SubqueryExpression) {
      checks.single(node.getValue(), value, "IN (SELECT ..)");
      Typed rows = values.rows((SubqueryExpression) node.getValueList(), scope);
      checks.comparable(node.getValue(), value, node.getValueList(), rows);
      return bool(value.kind() == Kind.DOUBLE ? numberIn(value, rows) : in(value, rows));
    }

    for (Expression one : ((InListExpression) node.getValueList()).getValues()) {
      Typed printed = values.print(one, scope);
      checks.comparable(node.getValue(), value, one, printed);
      found.add(
          value.kind() == Kind.ROW || value.kind() == Kind.DOUBLE
              ? comparison.print("=", node.getValue(), value, one, printed)
              : Comparison.moment(printed).sql());
    }

    if (value.kind() == Kind.ROW || value.kind() == Kind.DOUBLE) {
      return bool("(" + String.join(" OR ", found) + ")");
    }

    checks.single(node.getValue(), value, "IN");

    String single = Comparison.moment(value).sql();
    return bool("(" + single + " IN (" + String.join(", ", found) + "))");
  }

  private static String in(Typed value, Typed rows) {
    return "(" + value.sql() + " IN " + rows.sql() + ")";
  }

  /** DuckDB finds NaN among others; Athena never does. */
  private static String numberIn(Typed value, Typed rows) {
    return String.format(
        Locale.ROOT,
        "(CASE WHEN isnan(%s) THEN cast_to_type(athena_fail('NaN is not looked for by IN (SELECT"
            + " ..) here; write WHERE NOT is_nan(..)'), TRUE) ELSE %s END)",
        value.sql(),
        in(value, rows));
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
    return bool("(" + value.sql() + " LIKE " + pattern.sql() + escape(node, scope) + ")");
  }

  /** Athena takes it only before what it takes the meaning from. */
  private String escape(LikePredicate node, Scope scope) {
    if (node.getEscape().isEmpty()) {
      return "";
    }

    Expression escape = node.getEscape().get();
    String character = escape instanceof StringLiteral ? ((StringLiteral) escape).getValue() : "";
    if (character.length() != 1) {
      throw reading.wrong(escape, "ESCAPE needs one character in quotes");
    } else if (node.getPattern() instanceof StringLiteral) {
      String pattern = ((StringLiteral) node.getPattern()).getValue();
      String quoted = Pattern.quote(character);
      if (!pattern.matches("(?s)(?:" + quoted + "(?:[%_]|" + quoted + ")|(?!" + quoted + ").)*")) {
        throw reading.wrong(
            node.getPattern(), "after " + character + " stands %, _ or " + character + " itself");
      }
    }

    return " ESCAPE " + values.print(escape, scope).sql();
  }

  private String condition(Expression node, Scope scope, String what) {
    return values.condition(node, scope, what);
  }

  private static Typed bool(String sql) {
    return Typed.of(sql, Kind.BOOLEAN);
  }
}
