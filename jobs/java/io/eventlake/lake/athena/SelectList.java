package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands after SELECT, stars written out. */
final class SelectList {

  private final Reading reading;
  private final ExpressionPrinter expressions;

  SelectList(Reading reading, ExpressionPrinter expressions) {
    this.reading = reading;
    this.expressions = expressions;
  }

  List<SelectedItem> print(List<SelectItem> nodes, Scope scope) {
    List<SelectedItem> items = new ArrayList<>();
    for (SelectItem node : nodes) {
      if (node instanceof AllColumns) {
        items.addAll(all((AllColumns) node, scope));
      } else {
        items.add(single((SingleColumn) node, scope));
      }
    }

    return items;
  }

  private SelectedItem single(SingleColumn node, Scope scope) {
    Expression expression = node.getExpression();
    String name = Field.UNNAMED;
    if (node.getAlias().isPresent()) {
      name = Names.lower(node.getAlias().get().getValue());
    } else if (expression instanceof Identifier) {
      name = Names.lower(((Identifier) expression).getValue());
    } else if (expression instanceof DereferenceExpression) {
      name =
          ((DereferenceExpression) expression)
              .getField()
              .map(field -> Names.lower(field.getValue()))
              .orElse(Field.UNNAMED);
    }

    Typed value = expressions.print(expression, scope);
    return SelectedItem.of(name, value);
  }

  private List<SelectedItem> all(AllColumns node, Scope scope) {
    List<SelectedItem> items = new ArrayList<>();
    if (node.getTarget().isEmpty()) {
      scope.fields().forEach(field -> items.add(SelectedItem.of(field)));
      if (items.isEmpty()) {
        throw reading.wrong(node, "SELECT * needs a FROM");
      }
    } else {
      items.addAll(of(node.getTarget().get(), scope));
    }

    return renamed(node, items);
  }

  /** All columns of a relation, or all fields of a row. */
  private List<SelectedItem> of(Expression target, Scope scope) {
    Optional<List<String>> path = path(target);
    List<Field> fields = path.map(this::plain).map(scope::findAll).orElse(List.of());
    if (!fields.isEmpty()) {
      return fields.stream().map(SelectedItem::of).collect(Collectors.toList());
    }

    if (path.isPresent() && path.get().size() == 1) {
      Set<String> known = new LinkedHashSet<>();
      scope.fields().stream()
          .filter(field -> !field.relation().isEmpty())
          .forEach(field -> known.add(field.relation().get(field.relation().size() - 1)));
      throw reading.wrong(
          target,
          "there is no table "
              + path.get().get(0)
              + " here"
              + Names.didYouMean(path.get().get(0), known));
    }

    Typed row = expressions.print(target, scope);
    if (row.kind() != Kind.ROW) {
      throw reading.wrong(target, ".* needs a table, or a row whose fields are known");
    }

    List<SelectedItem> items = new ArrayList<>();
    for (int i = 0; i < row.type().parts().size(); i++) {
      String sql = "struct_extract_at(" + row.sql() + ", " + (i + 1) + ")";
      items.add(
          SelectedItem.of(row.type().names().get(i), Typed.of(sql, row.type().parts().get(i))));
    }

    return items;
  }

  private List<String> plain(List<String> relation) {
    return relation.size() == 2
        ? List.of(reading.database(relation.get(0)), relation.get(1))
        : relation;
  }

  private List<SelectedItem> renamed(AllColumns node, List<SelectedItem> items) {
    List<Identifier> names = node.getAliases();
    if (names.isEmpty()) {
      return items;
    } else if (names.size() != items.size()) {
      throw reading.wrong(
          node,
          String.format(
              Locale.ROOT,
              "* stands for %d columns, and %d are named",
              items.size(),
              names.size()));
    }

    List<SelectedItem> renamed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      SelectedItem item = items.get(i);
      renamed.add(
          SelectedItem.of(Names.lower(names.get(i).getValue()), Typed.of(item.sql(), item.type())));
    }

    return renamed;
  }

  private static Optional<List<String>> path(Expression target) {
    if (target instanceof Identifier) {
      return Optional.of(List.of(Names.lower(((Identifier) target).getValue())));
    } else if (target instanceof DereferenceExpression) {
      return Optional.ofNullable(
              DereferenceExpression.getQualifiedName((DereferenceExpression) target))
          .map(name -> name.getParts().stream().map(Names::lower).collect(Collectors.toList()))
          .map(
              parts ->
                  parts.size() == 3 && parts.get(0).equals(TableNames.CATALOG)
                      ? parts.subList(1, 3)
                      : parts);
    }

    return Optional.empty();
  }
}
