package io.eventlake.lake.athena;

import io.eventlake.lake.athena.Rows.Origin;
import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinCriteria;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.NaturalJoin;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Joins in DuckDB's words. */
final class JoinPrinter {

  private final RelationPrinter relations;
  private final ExpressionPrinter expressions;
  private final Checks checks;
  private final Reading reading;

  JoinPrinter(RelationPrinter relations, ExpressionPrinter expressions, Reading reading) {
    this.relations = relations;
    this.expressions = expressions;
    this.reading = reading;
    this.checks = new Checks(reading);
  }

  From print(Join node, Scope scope) {
    From left = relations.print(node.getLeft(), scope);
    Relation inner = withoutAlias(node.getRight());
    boolean sideways = inner instanceof Unnest || inner instanceof Lateral;
    if (sideways) {
      requireSideways(node);
    }

    Scope rightScope = sideways ? scope.inner(left.fields()) : scope;
    if (inner instanceof Unnest && node.getType() == Join.Type.LEFT) {
      From outer = relations.printOuter(node.getRight(), rightScope);
      return new From(left.sql() + " CROSS JOIN " + outer.sql(), both(left, outer));
    }

    From right = relations.print(node.getRight(), rightScope);
    String rightSql = inner instanceof Join ? "(" + right.sql() + ")" : right.sql();
    JoinCriteria criteria = node.getCriteria().orElse(null);
    if (criteria instanceof NaturalJoin) {
      throw reading.wrong(node, "Athena has no NATURAL JOIN; write JOIN .. USING (column)");
    } else if (criteria instanceof JoinUsing) {
      return using(node, (JoinUsing) criteria, left, right, rightSql);
    }

    if (criteria == null) {
      return new From(left.sql() + " CROSS JOIN " + rightSql, both(left, right));
    }

    Scope around = scope.inner(both(left, right));
    Expression condition = ((JoinOn) criteria).getExpression();
    String on = expressions.condition(condition, around, "what stands after ON");
    List<Field> asked = new ArrayList<>();
    asked.addAll(isKept(node, Join.Type.LEFT) ? List.of() : left.fields());
    asked.addAll(isKept(node, Join.Type.RIGHT) ? List.of() : right.fields());
    new RowsAsked(expressions, around, asked).by(condition);
    return new From(left.sql() + words(node) + rightSql + " ON " + on, joined(node, left, right));
  }

  /** Whether rows of a side that have no partner are there with nulls. */
  private static boolean isKept(Join node, Join.Type side) {
    return node.getType() == side || node.getType() == Join.Type.FULL;
  }

  private static List<Field> joined(Join node, From left, From right) {
    List<Field> fields = new ArrayList<>();
    boolean leftNulls = isKept(node, Join.Type.RIGHT);
    boolean rightNulls = isKept(node, Join.Type.LEFT);
    left.fields().forEach(field -> fields.add(leftNulls ? field.orNull() : field));
    right.fields().forEach(field -> fields.add(rightNulls ? field.orNull() : field));
    return fields;
  }

  private static List<Field> both(From left, From right) {
    List<Field> fields = new ArrayList<>(left.fields());
    fields.addAll(right.fields());
    return fields;
  }

  private static Relation withoutAlias(Relation relation) {
    Relation inner = relation;
    while (inner instanceof AliasedRelation) {
      inner = ((AliasedRelation) inner).getRelation();
    }

    return inner;
  }

  private void requireSideways(Join node) {
    String kind = node.getType().toString();
    boolean outer = node.getType() == Join.Type.RIGHT || node.getType() == Join.Type.FULL;
    boolean condition =
        node.getCriteria().isPresent()
            && !(node.getCriteria().get() instanceof JoinOn
                && BooleanLiteral.TRUE_LITERAL.equals(
                    ((JoinOn) node.getCriteria().get()).getExpression()));
    if (outer) {
      throw reading.wrong(
          node,
          "Athena has no " + kind + " JOIN with UNNEST or LATERAL; write LEFT JOIN .. ON TRUE");
    } else if (condition) {
      throw reading.wrong(
          node, "Athena joins UNNEST and LATERAL only ON TRUE; write the condition after WHERE");
    }
  }

  /** Each of the columns is there once, first, and belongs to neither side. */
  private From using(Join node, JoinUsing criteria, From left, From right, String rightSql) {
    List<String> conditions = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    List<String> merged = new ArrayList<>();
    for (Identifier column : criteria.getColumns()) {
      String name = Names.lower(column.getValue());
      Field one = only(column, name, left.fields(), "left");
      Field other = only(column, name, right.fields(), "right");
      checks.comparable(
          column, Typed.of(one.sql(), one.type()), column, Typed.of(other.sql(), other.type()));
      checks.single(column, Typed.of(one.sql(), one.type()), "USING");
      if (one.type().kind() == Kind.DOUBLE || other.type().kind() == Kind.DOUBLE) {
        throw reading.wrong(column, "USING joins NaN with NaN here; write ON a = b");
      }

      conditions.add("(" + one.sql() + " = " + other.sql() + ")");
      List<Origin> origins = new ArrayList<>();
      origins.addAll(isKept(node, Join.Type.RIGHT) ? List.of() : one.origins());
      origins.addAll(isKept(node, Join.Type.LEFT) ? List.of() : other.origins());
      fields.add(
          one.by(List.of(), "COALESCE(" + one.sql() + ", " + other.sql() + ")").from(origins));
      merged.addAll(List.of(one.sql(), other.sql()));
    }

    joined(node, left, right).stream()
        .filter(field -> !merged.contains(field.sql()))
        .forEach(fields::add);
    String sql = left.sql() + words(node) + rightSql + " ON " + String.join(" AND ", conditions);
    return new From(sql, fields);
  }

  private Field only(Identifier node, String name, List<Field> fields, String side) {
    List<Field> found =
        fields.stream().filter(field -> field.is(name, List.of())).collect(Collectors.toList());
    if (found.size() != 1) {
      String what = found.isEmpty() ? "there is no column " : "there are several columns ";
      throw reading.wrong(node, what + name + " on the " + side + " side of this JOIN");
    }

    return found.get(0);
  }

  private static String words(Join node) {
    return node.getType() == Join.Type.CROSS || node.getType() == Join.Type.IMPLICIT
        ? " CROSS JOIN "
        : " " + node.getType() + " JOIN ";
  }
}
