package io.eventlake.lake.athena;

import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.Cube;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Rollup;
import io.trino.sql.tree.SimpleGroupBy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** GROUP BY in DuckDB's words. It sees the columns of the tables, no names of results. */
final class GroupByPrinter {

  private final Reading reading;
  private final ExpressionPrinter expressions;
  private final Checks checks;

  GroupByPrinter(Reading reading, ExpressionPrinter expressions) {
    this.reading = reading;
    this.expressions = expressions;
    this.checks = new Checks(reading);
  }

  String print(GroupBy node, List<SelectedItem> items, Scope scope) {
    if (node.isDistinct()) {
      throw reading.wrong(node, "GROUP BY DISTINCT is not known here; write each set once");
    }

    List<String> printed = new ArrayList<>();
    for (GroupingElement element : node.getGroupingElements()) {
      printed.add(element(element, items, scope));
    }

    return " GROUP BY " + String.join(", ", printed);
  }

  private String element(GroupingElement element, List<SelectedItem> items, Scope scope) {
    if (element instanceof SimpleGroupBy) {
      List<Expression> keys = element.getExpressions();
      return keys.isEmpty()
          ? "()"
          : keys.stream().map(key -> key(key, items, scope)).collect(Collectors.joining(", "));
    } else if (element instanceof GroupingSets) {
      return ((GroupingSets) element)
          .getSets().stream()
              .map(set -> columns(set, scope))
              .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
    } else if (element.getExpressions().isEmpty()) {
      throw reading.wrong(element, "ROLLUP and CUBE need a column");
    } else if (element instanceof Rollup) {
      return "ROLLUP " + columns(element.getExpressions(), scope);
    } else if (element instanceof Cube) {
      return "CUBE " + columns(element.getExpressions(), scope);
    }

    throw reading.wrong(element, "this kind of GROUP BY is not known here");
  }

  private String key(Expression node, List<SelectedItem> items, Scope scope) {
    if (node instanceof LongLiteral) {
      long number = ((LongLiteral) node).getValue();
      if (number < 1 || number > items.size()) {
        throw reading.wrong(
            node, "GROUP BY " + number + " has no column: SELECT gives " + items.size());
      }

      checks.alike(node, items.get((int) number - 1).type(), "GROUP BY");
      return Long.toString(number);
    }

    try {
      Typed key = expressions.print(node, scope);
      checks.alike(node, key.type(), "GROUP BY");
      String sql = key.sql();
      // A number would be a column's.
      return sql.matches("[( -]*\\d+\\)*") ? "CAST(" + sql + " AS BIGINT)" : sql;
    } catch (SqlException e) {
      throw named(node, items, e);
    }
  }

  /** Where a result was named, its number is what to write. */
  private SqlException named(Expression node, List<SelectedItem> items, SqlException otherwise) {
    if (node instanceof Identifier) {
      String name = Names.lower(((Identifier) node).getValue());
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i).name().equals(name)) {
          return reading.wrong(
              node,
              name
                  + " is the name of a result, which GROUP BY does not see in Athena; write GROUP BY "
                  + (i + 1));
        }
      }
    }

    return otherwise;
  }

  private String columns(List<Expression> nodes, Scope scope) {
    for (Expression node : nodes) {
      if (!(node instanceof Identifier) && !(node instanceof DereferenceExpression)) {
        throw reading.wrong(
            node,
            "ROLLUP, CUBE and GROUPING SETS take only columns in Athena; name the expression in a"
                + " query within FROM");
      }

      checks.alike(node, expressions.print(node, scope).type(), "GROUP BY");
    }

    return "(" + expressions.list(nodes, scope) + ")";
  }
}
