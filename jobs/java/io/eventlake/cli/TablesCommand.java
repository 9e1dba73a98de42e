package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.files.TableResultWriter;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.job.Lakes;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
    @Mixin LakeFamilyMixin family;
    @Mixin FormatMixin format;

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    PrintWriter err() {
      return spec.commandLine().getErr();
    }

    /** The work for each family that is meant. */
    int each(EachFamily.Work work) throws IOException {
      return new EachFamily(family.all(lake.options()), format, spec.commandLine()).run(work);
    }

    /** A table by its name, of the families that are meant, or what the audit remembers. */
    FamilyTables.Found named(String table) {
      List<LakeCatalog> all = new ArrayList<>(family.all(lake.options()));
      all.add(all.get(0).with(Lakes.audits()));
      return new FamilyTables(spec, all).named(table);
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
}
