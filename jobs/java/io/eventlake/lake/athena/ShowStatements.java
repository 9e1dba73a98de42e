package io.eventlake.lake.athena;

import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.ShowCatalogs;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.ShowTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tells of tables and functions: rows that are printed. Another statement gives null. */
final class ShowStatements extends AstVisitor<Printed, Void> {

  private final Reading reading;
  private final TableNames names;
  private final boolean viewsOnly;

  /**
   * For one statement.
   *
   * @param viewsOnly whether SHOW TABLES was SHOW VIEWS
   */
  ShowStatements(Reading reading, boolean viewsOnly) {
    this.reading = reading;
    this.names = new TableNames(reading);
    this.viewsOnly = viewsOnly;
  }

  @Override
  protected Printed visitNode(Node node, Void none) {
    return null;
  }

  @Override
  protected Printed visitShowTables(ShowTables node, Void none) {
    Optional<String> database = node.getSchema().map(name -> database(node, name));
    List<List<String>> rows = new ArrayList<>();
    for (AthenaRelation one : reading.relations().all()) {
      if (database.filter(name -> !name.equals(one.database())).isEmpty()
          && (one.isView() || !viewsOnly)) {
        List<String> row = new ArrayList<>(List.of(Names.text(one.name())));
        if (database.isEmpty()) {
          row.add(0, Names.text(one.database()));
        }

        rows.add(row);
      }
    }

    List<String> columns =
        database.isPresent() ? List.of("table_name") : List.of("table_schema", "table_name");
    return shown(columns, rows, "table_name", node.getLikePattern(), node.getEscape());
  }

  @Override
  protected Printed visitShowSchemas(ShowSchemas node, Void none) {
    List<List<String>> rows = new ArrayList<>();
    names.databases().forEach(name -> rows.add(List.of(Names.text(name))));
    return shown(
        List.of("schema_name"), rows, "schema_name", node.getLikePattern(), node.getEscape());
  }

  @Override
  protected Printed visitShowCatalogs(ShowCatalogs node, Void none) {
    List<List<String>> rows = List.of(List.of(Names.text(TableNames.CATALOG)));
    return shown(List.of("catalog"), rows, "catalog", node.getLikePattern(), node.getEscape());
  }

  @Override
  protected Printed visitShowColumns(ShowColumns node, Void none) {
    List<List<String>> rows = new ArrayList<>();
    relation(node, node.getTable())
        .columns()
        .forEach((name, type) -> rows.add(List.of(Names.text(name), Names.text(type))));
    return filtered(
        List.of("column_name", "data_type"),
        rows,
        "column_name",
        node.getLikePattern(),
        node.getEscape());
  }

  @Override
  protected Printed visitShowFunctions(ShowFunctions node, Void none) {
    List<List<String>> rows = new ArrayList<>();
    CallPrinter.names().forEach(name -> rows.add(List.of(Names.text(name))));
    return shown(
        List.of("function_name"), rows, "function_name", node.getLikePattern(), node.getEscape());
  }

  @Override
  protected Printed visitShowCreate(ShowCreate node, Void none) {
    if (node.getType() == ShowCreate.Type.SCHEMA) {
      throw reading.wrong(
          node, "databases are made by ./eventlake ddl; write SHOW TABLES IN database");
    }

    AthenaRelation relation = relation(node, node.getName());
    String name = relation.database() + "." + relation.name();
    boolean view = node.getType() == ShowCreate.Type.VIEW;
    if (!view && !relation.isView()) {
      throw reading.wrong(
          node,
          "./eventlake tables shows how " + name + " is made; DESCRIBE " + name + " its columns");
    } else if (view != relation.isView()) {
      throw reading.wrong(
          node, name + " is no " + (view ? "view" : "table") + "; write DESCRIBE " + name);
    }

    String query =
        relation
            .query()
            .orElseThrow(() -> reading.wrong(node, "the text of " + name + " is not known"));
    String text = "CREATE OR REPLACE VIEW " + name + " AS\n" + query;
    return InformationSchema.rows(List.of("create view"), List.of(List.of(Names.text(text))));
  }

  private AthenaRelation relation(Node node, QualifiedName name) {
    return names.find(node, names.path(node, name));
  }

  private String database(Node node, QualifiedName name) {
    List<String> path = names.path(node, name);
    String database = reading.database(path.get(path.size() - 1));
    if (path.size() > 1 && !path.get(0).equals(TableNames.CATALOG)) {
      throw reading.wrong(
          node, "SHOW TABLES takes a database; write SHOW TABLES IN " + path.get(0));
    }

    names.requireDatabase(node, database);
    return database;
  }

  private static Printed shown(
      List<String> columns,
      List<List<String>> rows,
      String column,
      Optional<String> like,
      Optional<String> escape) {
    Printed printed = filtered(columns, rows, column, like, escape);
    return new Printed(printed.sql() + " ORDER BY ALL", printed.columns());
  }

  private static Printed filtered(
      List<String> columns,
      List<List<String>> rows,
      String column,
      Optional<String> like,
      Optional<String> escape) {
    Printed printed = InformationSchema.rows(columns, rows);
    String filter =
        like.map(
                pattern ->
                    (rows.isEmpty() ? " AND " : " WHERE ")
                        + Names.quote(column)
                        + " LIKE "
                        + Names.text(pattern)
                        + escape.map(one -> " ESCAPE " + Names.text(one)).orElse(""))
            .orElse("");
    return new Printed(printed.sql() + filter, printed.columns());
  }
}
