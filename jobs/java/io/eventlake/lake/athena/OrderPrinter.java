package io.eventlake.lake.athena;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** ORDER BY in DuckDB's words. It sees the names of results first, then columns of the tables. */
final class OrderPrinter {

  private final ExpressionPrinter expressions;
  private final Reading reading;
  private final Checks checks;

  OrderPrinter(ExpressionPrinter expressions, Reading reading) {
    this.expressions = expressions;
    this.reading = reading;
    this.checks = new Checks(reading);
  }

  /** Of a SELECT: what is one of its columns is printed as the number of the column. */
  String ofSelect(OrderBy node, List<SelectedItem> items, boolean distinct, Scope scope) {
    List<Field> results = new ArrayList<>();
    for (SelectedItem item : items) {
      results.add(Field.of(List.of(), item.name(), item.sql(), item::type));
    }

    List<String> keys = new ArrayList<>();
    for (SortItem item : node.getSortItems()) {
      keys.add(key(item, results, distinct, scope.inner(results)) + WindowPrinter.order(item));
    }

    return " ORDER BY " + String.join(", ", keys);
  }

  /** Of what is no SELECT: its columns are all that can be named. */
  String ofResults(OrderBy node, List<Field> results, Scope scope) {
    List<String> keys = new ArrayList<>();
    for (SortItem item : node.getSortItems()) {
      keys.add(key(item, results, false, scope) + WindowPrinter.order(item));
    }

    return " ORDER BY " + String.join(", ", keys);
  }

  private String key(SortItem item, List<Field> results, boolean distinct, Scope scope) {
    Expression node = item.getSortKey();
    if (node instanceof LongLiteral) {
      long number = ((LongLiteral) node).getValue();
      if (number < 1 || number > results.size()) {
        throw reading.wrong(
            node, "ORDER BY " + number + " has no column: SELECT gives " + results.size());
      }

      checks.ordered(node, results.get((int) number - 1).type(), "ORDER BY");
      return Long.toString(number);
    }

    Typed key = expressions.print(node, scope);
    checks.ordered(node, key.type(), "ORDER BY");
    String sql = Comparison.moment(key).sql();
    List<String> columns = results.stream().map(Field::sql).collect(Collectors.toList());
    if (columns.contains(sql)) {
      return Integer.toString(columns.indexOf(sql) + 1);
    } else if (distinct) {
      throw reading.wrong(
          node, "after SELECT DISTINCT, ORDER BY takes only what is selected; add it to SELECT");
    }

    // A number would be a column's.
    return sql.matches("[( -]*\\d+\\)*") ? "CAST(" + sql + " AS BIGINT)" : sql;
  }
}
