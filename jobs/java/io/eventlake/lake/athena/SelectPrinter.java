package io.eventlake.lake.athena;

import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** SELECT and what belongs to it in DuckDB's words. */
final class SelectPrinter {

  private final Reading reading;
  private final QueryPrinter queries;
  private final RelationPrinter relations;
  private final ExpressionPrinter expressions;
  private final GroupByPrinter groups;
  private final OrderPrinter orders;
  private final Checks checks;

  SelectPrinter(
      Reading reading,
      QueryPrinter queries,
      RelationPrinter relations,
      ExpressionPrinter expressions) {
    this.reading = reading;
    this.queries = queries;
    this.relations = relations;
    this.expressions = expressions;
    this.groups = new GroupByPrinter(reading, expressions);
    this.orders = new OrderPrinter(expressions, reading);
    this.checks = new Checks(reading);
  }

  Printed print(QuerySpecification node, Scope around, boolean outermost) {
    StringBuilder sql = new StringBuilder();
    Scope scope = around.inner(List.of());
    if (node.getFrom().isPresent()) {
      From from = relations.print(node.getFrom().get(), around);
      scope = around.inner(from.fields());
      sql.append(" FROM ").append(from.sql());
    }

    scope = scope.besideResults(resultNames(node.getSelect().getSelectItems()));
    if (node.getWhere().isPresent()) {
      sql.append(" WHERE ")
          .append(expressions.condition(node.getWhere().get(), scope, "what WHERE asks"));
      new RowsAsked(expressions, scope, scope.fields()).by(node.getWhere().get());
    }

    scope = scope.withWindows(windows(node));
    List<SelectedItem> items =
        new SelectList(reading, expressions).print(node.getSelect().getSelectItems(), scope);
    ExtremeAsked.by(node, expressions, scope);
    if (node.getGroupBy().isPresent()) {
      sql.append(groups.print(node.getGroupBy().get(), items, scope));
    } else if (node.getHaving().isPresent()) {
      sql.append(" GROUP BY ()");
    }

    if (node.getHaving().isPresent()) {
      sql.append(" HAVING ")
          .append(expressions.condition(node.getHaving().get(), scope, "what HAVING asks"));
    }

    boolean distinct = node.getSelect().isDistinct();
    if (distinct) {
      items.forEach(item -> checks.alike(node.getSelect(), item.type(), "SELECT DISTINCT"));
    }

    if (node.getOrderBy().isPresent()) {
      sql.append(orders.ofSelect(node.getOrderBy().get(), items, distinct, scope));
    }

    sql.append(queries.limit(node.getOffset(), node.getLimit()));
    List<Output> outputs = outputs(items, outermost);
    if (WholeRows.areGivenBy(node)) {
      outputs = withOrigins(outputs, items, scope.fields());
    }

    return new Printed(
        (distinct ? "SELECT DISTINCT " : "SELECT ") + list(items, outputs) + sql, outputs);
  }

  /** All columns of a relation. */
  Printed all(From from, boolean outermost) {
    List<SelectedItem> items = new ArrayList<>();
    from.fields().forEach(field -> items.add(SelectedItem.of(field)));
    List<Output> outputs = withOrigins(outputs(items, outermost), items, from.fields());
    return new Printed("SELECT " + list(items, outputs) + " FROM " + from.sql(), outputs);
  }

  private static Set<String> resultNames(List<SelectItem> items) {
    Set<String> names = new HashSet<>();
    for (SelectItem item : items) {
      if (item instanceof SingleColumn) {
        ((SingleColumn) item)
            .getAlias()
            .ifPresent(alias -> names.add(Names.lower(alias.getValue())));
      }
    }

    return names;
  }

  private static Map<String, WindowSpecification> windows(QuerySpecification node) {
    Map<String, WindowSpecification> windows = new HashMap<>();
    for (WindowDefinition window : node.getWindows()) {
      windows.put(Names.lower(window.getName().getValue()), window.getWindow());
    }

    return windows;
  }

  private static String list(List<SelectedItem> items, List<Output> outputs) {
    List<String> printed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      printed.add(items.get(i).sql() + " AS " + Names.quote(outputs.get(i).column()));
    }

    return String.join(", ", printed);
  }

  /** Columns that are handed on as they are say so. */
  private static List<Output> withOrigins(
      List<Output> outputs, List<SelectedItem> items, List<Field> fields) {
    Map<String, Field> known = new HashMap<>();
    fields.forEach(field -> known.put(field.sql(), field));
    List<Output> all = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Field field = known.get(items.get(i).sql());
      all.add(field == null ? outputs.get(i) : outputs.get(i).from(field.origins()));
    }

    return all;
  }

  /** Of the outermost query what Athena shows; of another one names that differ. */
  private static List<Output> outputs(List<SelectedItem> items, boolean outermost) {
    List<Output> outputs = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (SelectedItem item : items) {
      String shown = item.name().isEmpty() ? "_col" + outputs.size() : item.name();
      String column = shown;
      for (int i = 2; !outermost && !taken.add(column); i++) {
        column = shown + "#" + i;
      }

      outputs.add(new Output(outermost ? shown : item.name(), column, item.type()));
    }

    return outputs;
  }
}
