package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.NearestNames;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.lake.status.TableStatus;
import io.eventlake.table.AthenaDdl;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableDiff;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tables}: what tables the lake has, and how they fit their definitions. */
@Command(
    name = "tables",
    description = "Lists, shows, creates and evolves the lake's tables.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TablesCommand.ListTables.class,
      TablesCommand.ShowTable.class,
      TablesCommand.ApplyDefinitions.class,
      TablesCommand.PrintDdl.class,
      TablesRelocateCommand.class,
      TablesRegisterCommand.class
    })
final class TablesCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "Which? tables list, tables show T, tables apply, tables ddl, tables relocate"
            + " or tables register");
  }

  /** What the subcommands share. */
  abstract static class OfLake implements Callable<Integer> {

    @Spec CommandSpec spec;
    @Mixin LakeOptionsMixin lake;

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    void print(List<String> columns, List<List<Object>> rows) throws IOException {
      TableResultWriter writer = new TableResultWriter(out());
      writer.begin(columns);
      for (List<Object> row : rows) {
        writer.row(row);
      }

      writer.end();
    }
  }

  /** {@code tables list}. */
  @Command(
      name = "list",
      description = "Lists the tables with rows, deletes, files, size and last commit.")
  static final class ListTables extends OfLake {

    private static final List<String> COLUMNS =
        List.of("table", "rows", "deletes", "files", "bytes", "last commit");

    @Mixin FormatMixin format;

    @Override
    public Integer call() throws IOException {
      try (LakeTables tables = lake.open()) {
        List<String> damage = new ArrayList<>();
        List<List<Object>> lines =
            tables.names().stream()
                .map(name -> line(tables, name, damage))
                .collect(Collectors.toList());
        if (format.isJson()) {
          FormatMixin.write(Documents.tables(COLUMNS, lines, damage), out());
        } else {
          print(COLUMNS, lines);
        }

        damage.forEach(spec.commandLine().getErr()::println);
        return damage.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }

    private static List<Object> line(LakeTables tables, TableName name, List<String> damage) {
      if (!tables.exists(name)) {
        boolean lost = tables.isLost(name);
        if (lost) {
          damage.add(
              name
                  + " is not in the catalog, and its folder holds the files of a table; see what can be"
                  + " registered with: "
                  + tables.command("tables", "register"));
        }

        return Arrays.asList(name, null, null, null, null, lost ? "lost, see below" : "missing");
      }

      Optional<String> found = DamagedTables.of(tables, name);
      if (found.isPresent()) {
        damage.add(found.get());
        return Arrays.asList(name, null, null, null, null, "damaged, see below");
      }

      TableStatus status = TableStatus.of(tables, name);
      return Arrays.asList(
          name,
          status.rows(),
          status.deletes(),
          status.files(),
          status.bytes(),
          status.lastCommit());
    }
  }

  /** {@code tables show}. */
  @Command(
      name = "show",
      description =
          "Shows a table's columns, partitions, properties and size, and how it differs from its"
              + " definition.")
  static final class ShowTable extends OfLake {

    @Parameters(paramLabel = "T", description = "The table, for example silver.events.")
    String table;

    @Override
    public Integer call() throws IOException {
      TableName name = named(spec, table);
      try (LakeTables tables = lake.open()) {
        TableStatus status = TableStatus.of(tables, name);
        out().println(name + " at " + status.location());
        out().println();
        print(List.of("column", "type", "comment"), status.columns());
        out().println();
        print(List.of("property", "value"), properties(status));
        out().println();
        printDifferences(tables.diff(tables.set().definition(name)));
        Optional<String> damage = DamagedTables.of(tables, name);
        damage.ifPresent(spec.commandLine().getErr()::println);
        return damage.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }

    private static List<List<Object>> properties(TableStatus status) {
      List<List<Object>> lines =
          status.properties().entrySet().stream()
              .map(entry -> List.<Object>of(entry.getKey(), entry.getValue()))
              .collect(Collectors.toList());
      lines.add(0, List.of("(partitions)", status.partitions()));
      lines.add(1, List.of("(snapshots)", String.valueOf(status.snapshots())));
      lines.add(2, List.of("(rows)", String.valueOf(status.rows())));
      lines.add(3, List.of("(deletes)", String.valueOf(status.deletes())));
      lines.add(4, List.of("(files)", status.files() + ", " + status.bytes() + " bytes"));
      return lines;
    }

    private void printDifferences(TableDiff diff) {
      if (diff.isEmpty()) {
        out().println("As defined.");
      } else {
        out().println("Differs from its definition:");
        diff.changes().forEach(change -> out().println("  " + change));
      }
    }
  }

  /** {@code tables apply}. */
  @Command(
      name = "apply",
      description =
          "Creates missing tables; adds columns, widens types and sets properties of the others."
              + " What would lose data is refused.")
  static final class ApplyDefinitions extends OfLake {

    @Override
    public Integer call() {
      try (LakeTables tables = new LakeTables(lake.catalog())) {
        List<TableDiff> changes = tables.apply();
        changes.forEach(out()::println);
        out().println(changes.isEmpty() ? "All tables are as defined." : "Applied.");
      }

      return ExitCode.OK;
    }
  }

  /** {@code tables ddl}. */
  @Command(
      name = "ddl",
      description =
          "Prints the statements that create the tables in Athena. Prefer apply: Athena can not"
              + " set the sort order and most properties.")
  static final class PrintDdl extends OfLake {

    @Parameters(arity = "0..1", paramLabel = "T", description = "Only this table.")
    String table;

    @Override
    public Integer call() {
      LakeCatalog catalog = lake.catalog();
      for (TableDefinition definition : catalog.set().definitions()) {
        if (table == null || definition.name().equals(named(spec, table))) {
          out().println("-- " + definition.description());
          out()
              .println(
                  AthenaDdl.statement(
                          definition,
                          catalog.database(definition.name()),
                          catalog.location(definition.name()))
                      + ";\n");
        }
      }

      return ExitCode.OK;
    }
  }

  private static List<String> names() {
    return Lakes.tables().readable().stream().map(TableName::toString).collect(Collectors.toList());
  }

  /** The tables of those names, each once and in the lake's order; all where none is named. */
  static List<TableName> named(CommandSpec spec, List<String> names) {
    Set<TableName> chosen =
        names.stream().map(name -> named(spec, name)).collect(Collectors.toSet());
    return Lakes.tables().readable().stream()
        .filter(name -> names.isEmpty() || chosen.contains(name))
        .collect(Collectors.toList());
  }

  /** The table of that name; a wrong one is told with those there are. */
  static TableName named(CommandSpec spec, String name) {
    return Lakes.tables().readable().stream()
        .filter(table -> table.toString().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no table "
                        + name
                        + NearestNames.among(name, names(), "the tables are")));
  }
}
