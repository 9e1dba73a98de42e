package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.QueryBody;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** WITH in DuckDB's words: each result under a name that no relation has. */
final class WithPrinter {

  /** The column that counts steps; no column of a statement has such a name. */
  private static final String STEP = Names.quote("with:step");

  private final Reading reading;
  private final QueryPrinter queries;

  WithPrinter(Reading reading, QueryPrinter queries) {
    this.reading = reading;
    this.queries = queries;
  }

  /**
   * Prints all results.
   *
   * @param sql to print to
   * @return what the query behind them can name
   */
  Scope print(With node, Scope scope, StringBuilder sql) {
    Scope inner = scope;
    Set<String> seen = new HashSet<>();
    List<String> printed = new ArrayList<>();
    for (WithQuery query : node.getQueries()) {
      String name = Names.lower(query.getName().getValue());
      if (!seen.add(name)) {
        throw reading.wrong(query, "WITH has two results " + name);
      }

      // "with:" keeps it apart from the views that tables are read by.
      String alias = reading.alias("with:" + name);
      List<Output> columns = new ArrayList<>();
      boolean recursive = node.isRecursive() && Mentions.of(name, query.getQuery());
      printed.add(
          recursive
              ? recursive(query, name, alias, inner, columns)
              : alias + plain(query, inner, columns));
      inner = inner.inner(name, new Printed(alias, columns));
    }

    sql.append(node.isRecursive() ? "WITH RECURSIVE " : "WITH ");
    sql.append(String.join(", ", printed)).append(' ');
    return inner;
  }

  private String plain(WithQuery query, Scope scope, List<Output> columns) {
    Printed printed = queries.nested(query.getQuery(), scope);
    columns.addAll(renamed(query, printed.columns()));
    return " AS (" + printed.sql() + ")";
  }

  /** The first query starts it and says the types; the second one reads what came before. */
  private String recursive(
      WithQuery query, String name, String alias, Scope scope, List<Output> columns) {
    QueryBody body = query.getQuery().getQueryBody();
    if (query.getColumnNames().isEmpty()) {
      throw reading.wrong(
          query, "WITH RECURSIVE needs the names of its columns; write " + name + " (n) AS (..)");
    } else if (!(body instanceof Union) || ((Union) body).getRelations().size() != 2) {
      throw reading.wrong(
          query,
          name + " names itself; write WITH RECURSIVE " + name + " (n) AS (first UNION ALL next)");
    } else if (query.getQuery().getWith().isPresent()
        || query.getQuery().getOrderBy().isPresent()
        || query.getQuery().getLimit().isPresent()
        || query.getQuery().getOffset().isPresent()) {
      throw reading.wrong(
          query, "WITH, ORDER BY and LIMIT stand around a recursive query, not in it");
    }

    List<Relation> both = ((Union) body).getRelations();
    Printed first = queries.body((QueryBody) both.get(0), scope, false);
    renamed(query, first.columns()).forEach(column -> columns.add(column.computed()));
    RecursionRules.require(reading, name, both.get(1));
    String steps = reading.alias("with:" + name + " steps");
    Scope itself = scope.inner(name, new Printed(steps, columns));
    Printed next = queries.body((QueryBody) both.get(1), itself, false);
    if (next.columns().size() != columns.size()) {
      throw reading.wrong(query, "both queries of " + name + " give as many columns");
    }

    for (int i = 0; i < columns.size(); i++) {
      requireStep(query, columns.get(i), next.columns().get(i).type());
    }

    String names =
        columns.stream().map(one -> Names.quote(one.column())).collect(Collectors.joining(", "));
    return counted(steps, names, first.sql(), next.sql())
        + ", "
        + alias
        + "("
        + names
        + ") AS MATERIALIZED (SELECT "
        + (((Union) body).isDistinct() ? "DISTINCT " : "")
        + names
        + " FROM "
        + steps
        + " WHERE "
        + STEP
        + " >= 0)";
  }

  /**
   * All rows with the number of their step: Athena stops after ten, and sorts out equals at last.
   */
  private static String counted(String steps, String names, String first, String next) {
    return steps
        + "("
        + names
        + ", "
        + STEP
        + ") AS ((SELECT *, 0 FROM ("
        + first
        + ")) UNION ALL (SELECT found.*, athena_depth(last.n) FROM ("
        + next
        + ") found, (SELECT max("
        + STEP
        + ") AS n FROM "
        + steps
        + ") last))";
  }

  /** Each row becomes of the first query's type, to which DuckDB rounds without a word. */
  private void requireStep(WithQuery query, Output first, ValueType next) {
    ValueType type = first.type();
    if (type.kind() == Kind.DECIMAL && next.kind() == Kind.DECIMAL) {
      throw reading.wrong(
          query,
          first.name()
              + " is a decimal, of which WITH RECURSIVE keeps the digits of the first query;"
              + " write CAST(.. AS double) in both queries");
    }

    if (type.holds(Kind.UNKNOWN) || next.holds(Kind.UNKNOWN)) {
      throw reading.wrong(
          query,
          "what type "
              + first.name()
              + " is of is not known here, and WITH RECURSIVE would round to that of the first"
              + " query; write CAST(.. AS type) in both queries");
    }

    boolean wider =
        type.kind() == Kind.NULL
            ? next.kind() != Kind.NULL
            : !type.goesWith(next) || !type.or(next).words().equals(type.words());
    if (wider && type.kind() != Kind.UNKNOWN && !next.kind().isOpen()) {
      throw reading.wrong(
          query,
          String.format(
              Locale.ROOT,
              "%s begins as %s and goes on as %s; write a CAST to one type in both queries",
              first.name(),
              type.kind().words(),
              next.kind().words()));
    }
  }

  private List<Output> renamed(WithQuery query, List<Output> columns) {
    if (query.getColumnNames().isEmpty()) {
      return columns;
    }

    List<Identifier> names = query.getColumnNames().get();
    if (names.size() != columns.size()) {
      throw reading.wrong(
          query,
          String.format(
              Locale.ROOT,
              "%s gives %d columns, and %d are named",
              Names.lower(query.getName().getValue()),
              columns.size(),
              names.size()));
    }

    List<Output> renamed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      renamed.add(columns.get(i).as(Names.lower(names.get(i).getValue())));
    }

    return renamed;
  }
}
