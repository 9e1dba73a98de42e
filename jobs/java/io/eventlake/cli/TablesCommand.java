package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.NearestNames;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tables}: what tables the lake has, and how they fit their definitions. */
@Command(
    name = "tables",
    description = "Lists, shows, creates and evolves the lake's tables.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TablesListCommand.class,
      TablesShowCommand.class,
      TablesApplyCommand.class,
      TablesDdlCommand.class,
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
    @Mixin FormatMixin format;

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    PrintWriter err() {
      return spec.commandLine().getErr();
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
