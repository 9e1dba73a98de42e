package io.eventlake.lake.athena;

import io.eventlake.lake.athena.ValueType.Kind;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The database {@code information_schema}, which tells of the others: rows that are printed. */
final class InformationSchema {

  static final String NAME = "information_schema";

  private static final String CATALOG = Names.text(TableNames.CATALOG);

  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "schemata", List.of("catalog_name", "schema_name"),
          "tables", List.of("table_catalog", "table_schema", "table_name", "table_type"),
          "views", List.of("table_catalog", "table_schema", "table_name", "view_definition"),
          "columns",
              List.of(
                  "table_catalog",
                  "table_schema",
                  "table_name",
                  "column_name",
                  "ordinal_position",
                  "column_default",
                  "is_nullable",
                  "data_type"));

  private final Reading reading;

  InformationSchema(Reading reading) {
    this.reading = reading;
  }

  /** The rows of one of its tables. */
  Printed query(Node where, String table) {
    List<String> columns = COLUMNS.get(table);
    if (columns == null) {
      throw reading.wrong(
          where,
          "there is no table "
              + NAME
              + "."
              + table
              + ", only "
              + COLUMNS.keySet().stream().sorted().collect(Collectors.joining(", "))
              + Names.didYouMean(table, COLUMNS.keySet()));
    }

    return rows(columns, rows(table));
  }

  /**
   * Rows of texts.
   *
   * @param rows in DuckDB's words
   */
  static Printed rows(List<String> columns, List<List<String>> rows) {
    List<Output> outputs =
        columns.stream()
            .map(
                name ->
                    new Output(
                        name,
                        name,
                        ValueType.of(
                            name.equals("ordinal_position") ? Kind.INTEGER : Kind.VARCHAR)))
            .collect(Collectors.toList());
    String names = columns.stream().map(Names::quote).collect(Collectors.joining(", "));
    String nothing = columns.stream().map(name -> "''").collect(Collectors.joining(", "));
    String values =
        rows.isEmpty()
            ? "(" + nothing + ")"
            : rows.stream()
                .map(row -> "(" + String.join(", ", row) + ")")
                .collect(Collectors.joining(", "));
    String where = rows.isEmpty() ? " WHERE FALSE" : "";
    return new Printed(
        String.format(
            Locale.ROOT,
            "SELECT %s FROM (VALUES %s) AS \"rows\"(%s)%s",
            names,
            values,
            names,
            where),
        outputs);
  }

  private List<List<String>> rows(String table) {
    List<List<String>> rows = new ArrayList<>();
    if (table.equals("schemata")) {
      new TableNames(reading)
          .databases()
          .forEach(name -> rows.add(List.of(CATALOG, Names.text(name))));
    }

    for (AthenaRelation relation : reading.relations().all()) {
      List<String> start =
          List.of(CATALOG, Names.text(relation.database()), Names.text(relation.name()));
      if (table.equals("tables")) {
        rows.add(with(start, relation.isView() ? "'VIEW'" : "'BASE TABLE'"));
      } else if (table.equals("views") && relation.isView()) {
        rows.add(with(start, relation.query().map(Names::text).orElse("NULL")));
      } else if (table.equals("columns")) {
        addColumns(relation, start, rows);
      }
    }

    return rows;
  }

  private static void addColumns(
      AthenaRelation relation, List<String> start, List<List<String>> rows) {
    int position = 0;
    for (Map.Entry<String, String> column : relation.columns().entrySet()) {
      position++;
      rows.add(
          with(
              start,
              Names.text(column.getKey()),
              "CAST(" + position + " AS BIGINT)",
              "CAST(NULL AS VARCHAR)",
              "'YES'",
              Names.text(column.getValue())));
    }
  }

  private static List<String> with(List<String> start, String... more) {
    List<String> row = new ArrayList<>(start);
    row.addAll(Arrays.asList(more));
    return row;
  }
}
