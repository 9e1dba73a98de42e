package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.config.ShellCommand;
import io.eventlake.lake.relocate.Relocation;
import io.eventlake.lake.relocate.TableRelocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tables relocate}: makes a copied or moved lake one of the place where it is. */
@Command(
    name = "relocate",
    description = {
      "Makes a local lake that was copied or moved a lake of its own: its tables name their files by"
          + " absolute paths, those of the old place. Copy or move the directory while nothing writes"
          + " to it, then relocate it with --warehouse naming the new place.",
      "Prints what it would do; changes nothing without --run. What is in the old place is neither"
          + " read nor changed. Killed in its middle, run it again."
    },
    footer = {
      "%nExamples:",
      "  cp -a lake copy && eventlake tables relocate --warehouse copy",
      "  eventlake tables relocate --warehouse copy --run"
    })
final class TablesRelocateCommand extends TablesCommand.OfLake {

  private static final List<String> COLUMNS = List.of("table", "from", "to", "snapshots");

  @Option(names = "--run", description = "Relocate the tables.")
  boolean run;

  @Override
  public Integer call() throws IOException {
    Relocation relocation = Relocation.plan(lake.catalog());
    List<List<Object>> rows = new ArrayList<>();
    for (TableRelocation table : relocation.tables()) {
      rows.add(List.of(table.name(), table.from(), table.to(), table.snapshots()));
    }

    if (rows.isEmpty()) {
      tell("DONE", "All tables are of this place; nothing is to be done.", rows);
      return ExitCode.OK;
    }

    if (!format.isJson()) {
      print(COLUMNS, rows);
      out().println();
    }

    if (run) {
      relocation.run();
      tell("RELOCATED", "Relocated. Look at it with: " + command("audit"), rows);
    } else {
      tell("PLANNED", "Nothing was changed; --run relocates the tables.", rows);
    }

    return ExitCode.OK;
  }

  private void tell(String verdict, String sentence, List<List<Object>> rows) {
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(verdict);
      document.put("tables", Documents.rows(COLUMNS, rows));
      FormatMixin.write(document, out());
    } else {
      out().println(sentence);
    }
  }

  private String command(String name) {
    return ShellCommand.of(name).with(lake.options().arguments()).toString();
  }
}
