package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * UNNEST in DuckDB's words: a query whose columns are the elements, the fields of elements that are
 * rows, the keys and values of a map. Shorter arrays are filled with nulls.
 *
 * <p>DuckDB joins LEFT with UNNEST slowly, a million rows in seconds: there a row without elements
 * gets one of nulls, and the join is a CROSS JOIN.
 */
final class UnnestPrinter {

  private final ExpressionPrinter expressions;
  private final Reading reading;
  private final List<String> arrays = new ArrayList<>();
  private final List<String> elements = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<ValueType> types = new ArrayList<>();

  UnnestPrinter(ExpressionPrinter expressions, Reading reading) {
    this.expressions = expressions;
    this.reading = reading;
  }

  /**
   * The relation.
   *
   * @param outer whether a row without elements has a row of nulls
   */
  From print(Unnest node, Scope scope, Naming naming, boolean outer) {
    int columnsLeft = naming.columns() - (node.isWithOrdinality() ? 1 : 0);
    for (Expression array : node.getExpressions()) {
      boolean single = node.getExpressions().size() == 1;
      add(array, expressions.print(array, scope), single && columnsLeft > 1 ? columnsLeft : 0);
    }

    if (node.isWithOrdinality()) {
      elements.add("unnest(" + orNull("range(1, 1 + " + length() + ")", outer) + ") AS o");
      addColumn("o", Field.UNNAMED, ValueType.of(Kind.INTEGER));
    }

    elements.set(0, "unnest(" + orNull("a1", outer) + ") AS e1");
    String alias = reading.alias(naming.alias().orElse("unnest"));
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ValueType type = types.get(i);
      String column = alias + "." + Names.quote("c" + (i + 1));
      fields.add(Field.of(List.of(), names.get(i), column, () -> type));
    }

    return new From(sql() + " AS " + alias, fields);
  }

  private String sql() {
    return "LATERAL (SELECT "
        + String.join(", ", columns)
        + " FROM (SELECT "
        + String.join(", ", elements)
        + " FROM (SELECT "
        + String.join(", ", arrays)
        + ")))";
  }

  /**
   * One array or map.
   *
   * @param rowOf how many fields its elements have, where only the statement tells; else 0
   */
  private void add(Expression node, Typed array, int rowOf) {
    Kind kind = array.kind();
    if (!kind.isOpen() && kind != Kind.ARRAY && kind != Kind.MAP) {
      throw reading.wrong(node, "UNNEST needs an array or a map, and this is " + kind.words());
    }

    String number = Integer.toString(arrays.size() + 1);
    String sql = kind == Kind.MAP ? "map_entries(" + array.sql() + ")" : array.sql();
    arrays.add(sql + " AS a" + number);
    elements.add("unnest(a" + number + ") AS e" + number);
    ValueType element = kind == Kind.MAP ? entry(array.type()) : array.type().element();
    if (element.kind() == Kind.UNKNOWN && rowOf > 0) {
      element =
          ValueType.row(
              Collections.nCopies(rowOf, Field.UNNAMED),
              Collections.nCopies(rowOf, ValueType.UNKNOWN));
    }

    if (element.kind() != Kind.ROW) {
      addColumn("e" + number, Field.UNNAMED, element);
      return;
    }

    for (int i = 0; i < element.parts().size(); i++) {
      addColumn(
          "struct_extract_at(e" + number + ", " + (i + 1) + ")",
          element.names().get(i),
          element.parts().get(i));
    }
  }

  /** A list, or one of a null where no array has an element. */
  private String orNull(String list, boolean outer) {
    return outer ? "CASE WHEN " + length() + " > 0 THEN " + list + " ELSE [NULL] END" : list;
  }

  /** The length of the longest array. */
  private String length() {
    List<String> lengths = new ArrayList<>();
    for (int i = 1; i <= arrays.size(); i++) {
      lengths.add("coalesce(len(a" + i + "), 0)");
    }

    return "greatest(" + String.join(", ", lengths) + ")";
  }

  private void addColumn(String sql, String name, ValueType type) {
    columns.add(sql + " AS " + Names.quote("c" + (columns.size() + 1)));
    names.add(name);
    types.add(type);
  }

  private static ValueType entry(ValueType map) {
    return ValueType.row(List.of(Field.UNNAMED, Field.UNNAMED), map.parts());
  }
}
