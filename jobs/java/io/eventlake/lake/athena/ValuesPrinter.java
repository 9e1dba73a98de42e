package io.eventlake.lake.athena;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** VALUES in DuckDB's words: a query whose columns have no names. */
final class ValuesPrinter {

  private final Reading reading;
  private final ExpressionPrinter expressions;
  private final Checks checks;

  ValuesPrinter(Reading reading, ExpressionPrinter expressions) {
    this.reading = reading;
    this.expressions = expressions;
    this.checks = new Checks(reading);
  }

  Printed print(Values node, Scope scope) {
    List<String> rows = new ArrayList<>();
    List<List<Typed>> columns = new ArrayList<>();
    for (Expression row : node.getRows()) {
      List<Expression> items = row instanceof Row ? ((Row) row).getItems() : List.of(row);
      List<String> printed = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        Typed item = expressions.print(items.get(i), scope);
        printed.add(item.sql());
        if (rows.isEmpty()) {
          columns.add(new ArrayList<>());
        }

        if (i < columns.size()) {
          columns.get(i).add(item);
        }
      }

      if (printed.size() != columns.size()) {
        throw reading.wrong(row, "the rows of VALUES have as many columns as the first");
      }

      rows.add("(" + String.join(", ", printed) + ")");
    }

    return new Printed(named(rows, columns.size()), valueColumns(node, columns));
  }

  private String named(List<String> rows, int width) {
    String alias = reading.alias("values");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      names.add(Names.quote("_col" + i));
    }

    return String.format(
        Locale.ROOT,
        "SELECT * FROM (VALUES %s) AS %s(%s)",
        String.join(", ", rows),
        alias,
        String.join(", ", names));
  }

  private List<Output> valueColumns(Values node, List<List<Typed>> columns) {
    List<Output> outputs = new ArrayList<>();
    for (List<Typed> column : columns) {
      ValueType type = checks.common(node.getRows(), column, "the values of a column");
      outputs.add(new Output(Field.UNNAMED, "_col" + outputs.size(), type));
    }

    return outputs;
  }
}
