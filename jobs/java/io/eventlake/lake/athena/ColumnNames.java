package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.eventlake.lake.sql.SqlException;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of columns and of fields of rows. A column is found as Athena finds it, never by the name
 * of a result, and printed with the relation that it is of: nothing is left to DuckDB's rules.
 */
final class ColumnNames {

  private final ExpressionPrinter expressions;
  private final Reading reading;

  ColumnNames(ExpressionPrinter expressions, Reading reading) {
    this.expressions = expressions;
    this.reading = reading;
  }

  Typed print(Identifier node, Scope scope) {
    return column(node, List.of(Names.lower(node.getValue())), scope)
        .orElseThrow(() -> unknown(node, List.of(Names.lower(node.getValue())), scope));
  }

  /** A column by its qualified name, else a field of what stands before the last point. */
  Typed print(DereferenceExpression node, Scope scope) {
    Optional<List<String>> path = path(node);
    if (path.isPresent()) {
      Optional<Typed> column = column(node, path.get(), scope);
      if (column.isPresent()) {
        return column.get();
      }

      List<String> before = path.get().subList(0, path.get().size() - 1);
      boolean relation = !scope.findAll(before).isEmpty();
      boolean knownBefore = !scope.find(last(before), qualifier(before)).isEmpty();
      if (!knownBefore && (relation || before.size() == 1)) {
        throw unknown(node, path.get(), scope);
      }
    }

    Identifier field =
        node.getField().orElseThrow(() -> reading.wrong(node, ".* stands only alone"));
    return field(field, expressions.print(node.getBase(), scope));
  }

  /** A field of a row by its number, from 1. */
  Typed fieldAt(Node node, Typed row, Typed index) {
    int number = index.sql().matches("\\d{1,9}") ? Integer.parseInt(index.sql()) : 0;
    if (number < 1 || number > row.type().parts().size()) {
      throw reading.wrong(
          node, "a field of this row has a number from 1 to " + row.type().parts().size());
    }

    return Typed.of(
        "struct_extract_at(" + row.sql() + ", " + number + ")", row.type().parts().get(number - 1));
  }

  private Optional<Typed> column(Node node, List<String> path, Scope scope) {
    List<Field> found = scope.find(last(path), plain(qualifier(path)));
    if (found.size() > 1) {
      Set<String> where =
          found.stream().map(one -> String.join(".", one.relation())).collect(Collectors.toSet());
      throw reading.wrong(
          node,
          String.join(".", path)
              + " is ambiguous"
              + (where.size() > 1
                  ? ": it is in " + String.join(" and in ", new java.util.TreeSet<>(where))
                  : ": two columns have this name"));
    }

    return found.stream().findFirst().map(one -> Typed.of(one.sql(), one.type()));
  }

  private Typed field(Identifier field, Typed row) {
    String name = Names.lower(field.getValue());
    ValueType type = row.type();
    if (type.kind() == Kind.ROW) {
      int at = type.names().indexOf(name);
      if (at < 0) {
        throw reading.wrong(
            field,
            "there is no field " + name + " in this row" + Names.didYouMean(name, type.names()));
      }

      return Typed.of(
          "struct_extract(" + row.sql() + ", " + Names.text(name) + ")", type.parts().get(at));
    } else if (!type.kind().isOpen()) {
      throw reading.wrong(field, "only a row has fields, and this is " + type.kind().words());
    }

    return Typed.of(
        "struct_extract(" + row.sql() + ", " + Names.text(name) + ")", ValueType.UNKNOWN);
  }

  private SqlException unknown(Node node, List<String> path, Scope scope) {
    String name = last(path);
    List<String> qualifier = qualifier(path);
    List<Field> among = qualifier.isEmpty() ? scope.visible() : scope.findAll(qualifier);
    if (among.isEmpty() && !qualifier.isEmpty()) {
      Set<String> relations = relations(scope.visible(), true);
      String written = String.join(".", qualifier);
      return reading.wrong(
          node,
          "there is no table or column "
              + written
              + " here"
              + Names.didYouMean(written, relations));
    }

    if (qualifier.isEmpty() && scope.isBesideResult(name)) {
      return reading.wrong(
          node,
          name
              + " is the name of a result, which only ORDER BY sees in Athena; write its expression"
              + " again, or a query within FROM");
    }

    Set<String> names =
        among.stream().flatMap(one -> one.name().stream()).collect(Collectors.toSet());
    Set<String> relations = relations(among, false);
    String in = relations.size() == 1 ? " in " + relations.iterator().next() : "";
    return reading.wrong(node, "there is no column " + name + in + hint(node, name, names));
  }

  private static String hint(Node node, String name, Set<String> names) {
    String near = Names.didYouMean(name, names);
    boolean quoted = node instanceof Identifier && ((Identifier) node).isDelimited();
    return near.isEmpty() && quoted ? "; a text stands in single quotes" : near;
  }

  private static Set<String> relations(List<Field> fields, boolean lastOnly) {
    Set<String> names = new LinkedHashSet<>();
    for (Field field : fields) {
      List<String> relation = field.relation();
      if (!relation.isEmpty()) {
        names.add(lastOnly ? last(relation) : String.join(".", relation));
      }
    }

    return names;
  }

  private static Optional<List<String>> path(Expression node) {
    if (node instanceof Identifier) {
      return Optional.of(List.of(Names.lower(((Identifier) node).getValue())));
    } else if (!(node instanceof DereferenceExpression)
        || ((DereferenceExpression) node).getField().isEmpty()) {
      return Optional.empty();
    }

    DereferenceExpression dereference = (DereferenceExpression) node;
    return path(dereference.getBase())
        .map(
            base -> {
              List<String> longer = new ArrayList<>(base);
              longer.add(Names.lower(dereference.getField().get().getValue()));
              return longer;
            });
  }

  /** Without the prefix of a database. */
  private List<String> plain(List<String> qualifier) {
    return qualifier.size() == 2
        ? List.of(reading.database(qualifier.get(0)), qualifier.get(1))
        : qualifier;
  }

  private static String last(List<String> path) {
    return path.get(path.size() - 1);
  }

  private static List<String> qualifier(List<String> path) {
    return path.subList(0, path.size() - 1);
  }
}
