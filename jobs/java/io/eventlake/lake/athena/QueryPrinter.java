package io.eventlake.lake.athena;

import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Queries in DuckDB's words. */
final class QueryPrinter {

  private final Reading reading;
  private final ExpressionPrinter expressions;
  private final RelationPrinter relations;
  private final SelectPrinter selects;
  private final WithPrinter withs;
  private final Checks checks;

  QueryPrinter(Reading reading) {
    this.reading = reading;
    this.expressions = new ExpressionPrinter(reading, this);
    this.relations = new RelationPrinter(reading, this, expressions);
    this.selects = new SelectPrinter(reading, this, relations, expressions);
    this.withs = new WithPrinter(reading, this);
    this.checks = new Checks(reading);
  }

  /** A statement's own query: columns have the names that Athena shows, also twice the same. */
  Printed outermost(Query node) {
    return print(node, Scope.empty(), true);
  }

  /** A query within another one: its columns have names that differ. */
  Printed nested(Query node, Scope scope) {
    return print(node, scope, false);
  }

  private Printed print(Query node, Scope scope, boolean outermost) {
    StringBuilder with = new StringBuilder();
    Scope inner =
        node.getWith().isPresent() ? withs.print(node.getWith().get(), scope, with) : scope;
    Printed body = body(node.getQueryBody(), inner, outermost);
    boolean brackets = node.getQueryBody() instanceof TableSubquery;
    String sql = with + (brackets ? "(" + body.sql() + ")" : body.sql());
    boolean all = node.getOffset().isEmpty() && node.getLimit().isEmpty();
    List<Output> columns = all ? body.columns() : Output.computed(body.columns());
    if (node.getOrderBy().isPresent()) {
      return ordered(sql, columns, node, inner);
    }

    return new Printed(sql + limit(node.getOffset(), node.getLimit()), columns);
  }

  /** What is ordered from outside: only results can be named. */
  private Printed ordered(String sql, List<Output> columns, Query node, Scope scope) {
    OrderBy order = node.getOrderBy().get();
    String alias = reading.alias("ordered");
    List<Field> fields = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Output column = columns.get(i);
      String name = alias + "." + Names.quote("c" + (i + 1));
      fields.add(Field.of(List.of(), column.name(), name, column::type));
      names.add(name + " AS " + Names.quote(column.column()));
    }

    StringBuilder inner = new StringBuilder();
    for (int i = 1; i <= columns.size(); i++) {
      inner.append(i > 1 ? ", " : "").append(Names.quote("c" + i));
    }

    OrderPrinter printer = new OrderPrinter(expressions, reading);
    String ordered =
        String.format(
            Locale.ROOT,
            "SELECT %s FROM (%s) AS %s(%s)%s%s",
            String.join(", ", names),
            sql,
            alias,
            inner,
            printer.ofResults(order, fields, scope.inner(fields)),
            limit(node.getOffset(), node.getLimit()));
    return new Printed(ordered, columns);
  }

  /** What gives rows, without what stands around it. */
  Printed body(QueryBody node, Scope scope, boolean outermost) {
    if (node instanceof QuerySpecification) {
      return selects.print((QuerySpecification) node, scope, outermost);
    } else if (node instanceof SetOperation) {
      return set((SetOperation) node, scope, outermost);
    } else if (node instanceof Values) {
      return outermost ? shown(values((Values) node, scope)) : values((Values) node, scope);
    } else if (node instanceof TableSubquery) {
      return print(((TableSubquery) node).getQuery(), scope, outermost);
    } else if (node instanceof Table) {
      return selects.all(relations.print(node, scope), outermost);
    }

    throw reading.wrong(node, "this kind of query is not known here");
  }

  private Printed shown(Printed values) {
    List<Output> columns = new ArrayList<>();
    for (Output column : values.columns()) {
      columns.add(new Output(column.column(), column.column(), column.type()));
    }

    return new Printed(values.sql(), columns);
  }

  private Printed set(SetOperation node, Scope scope, boolean outermost) {
    String operator =
        node instanceof Intersect ? "INTERSECT" : node instanceof Except ? "EXCEPT" : "UNION";
    List<String> parts = new ArrayList<>();
    List<Output> columns = List.of();
    for (Relation relation : node.getRelations()) {
      Printed part = body((QueryBody) relation, scope, outermost);
      columns =
          parts.isEmpty()
              ? Output.computed(part.columns())
              : both(relation, columns, part.columns(), operator);
      parts.add("(" + part.sql() + ")");
    }

    boolean compares = node.isDistinct() || !operator.equals("UNION");
    for (Output column : compares ? columns : List.<Output>of()) {
      checks.alike(node, column.type(), operator);
    }

    String between = " " + operator + (node.isDistinct() ? " " : " ALL ");
    return new Printed(String.join(between, parts), columns);
  }

  /** Names are the first query's; types must fit. */
  private List<Output> both(Node where, List<Output> one, List<Output> other, String operator) {
    if (one.size() != other.size()) {
      throw reading.wrong(
          where,
          String.format(
              Locale.ROOT,
              "both sides of %s give as many columns, and here they give %d and %d",
              operator,
              one.size(),
              other.size()));
    }

    List<Output> columns = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      Typed left = Typed.of("", one.get(i).type());
      Typed right = Typed.of("", other.get(i).type());
      ValueType type =
          checks.common(
              List.of(where, where),
              List.of(left, right),
              "column " + (i + 1) + " of both sides of " + operator);
      columns.add(one.get(i).of(type));
    }

    return columns;
  }

  /** Rows that stand in the statement. */
  Printed values(Values node, Scope scope) {
    return new ValuesPrinter(reading, expressions).print(node, scope);
  }

  /** How many rows, and from which on. */
  String limit(Optional<Offset> offset, Optional<Node> limit) {
    StringBuilder sql = new StringBuilder();
    limit.ifPresent(node -> sql.append(limit(node)));
    offset.ifPresent(node -> sql.append(" OFFSET ").append(count(node.getRowCount())));
    return sql.toString();
  }

  private String limit(Node node) {
    if (node instanceof FetchFirst) {
      FetchFirst fetch = (FetchFirst) node;
      if (fetch.isWithTies()) {
        throw reading.wrong(node, "WITH TIES is not known here; write rank() OVER (..) and WHERE");
      }

      return " LIMIT " + fetch.getRowCount().map(this::count).orElse("1");
    }

    Expression rows = ((Limit) node).getRowCount();
    return rows instanceof AllRows ? "" : " LIMIT " + count(rows);
  }

  private String count(Expression node) {
    if (!(node instanceof LongLiteral)) {
      throw reading.wrong(node, "a number of rows must stand here");
    }

    return Long.toString(((LongLiteral) node).getValue());
  }
}
