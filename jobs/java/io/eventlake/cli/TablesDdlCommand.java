package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.table.AthenaDdl;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code tables ddl}: the tables in Athena's words. */
@Command(
    name = "ddl",
    description =
        "Prints the statements that create the tables in Athena. Prefer apply: Athena cannot"
            + " set the sort order and most properties.")
final class TablesDdlCommand extends TablesCommand.OfLake {

  @Parameters(arity = "0..1", paramLabel = "T", description = "Only this table.")
  String table;

  @Override
  public Integer call() throws IOException {
    if (table == null) {
      return new EachFamily(family.all(lake.options()), format, spec.commandLine())
          .ofStatements()
          .run(one -> print(one, null));
    }

    // What a table is defined as needs no lake.
    List<LakeCatalog> families =
        family.isGiven() ? family.all(lake.options()) : Lakes.known(lake.options());
    FamilyTables.Found found = new FamilyTables(spec, families).named(table);
    return print(found.family, found.table);
  }

  private int print(LakeCatalog catalog, TableName only) {
    List<Map<String, Object>> statements = new ArrayList<>();
    for (TableDefinition definition : catalog.set().definitions()) {
      if (only == null || definition.name().equals(only)) {
        statements.add(statement(definition, catalog));
      }
    }

    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document("DONE");
      document.put("statements", statements);
      format.tell(document, out());
    } else {
      for (Map<String, Object> one : statements) {
        out().println("-- " + one.get("description"));
        out().println(one.get("statement") + ";\n");
      }
    }

    return ExitCode.OK;
  }

  private static Map<String, Object> statement(TableDefinition definition, LakeCatalog catalog) {
    TableName name = definition.name();
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("table", name.toString());
    statement.put("description", definition.description());
    statement.put(
        "statement",
        AthenaDdl.statement(definition, catalog.database(name), catalog.location(name)));
    return statement;
  }
}
