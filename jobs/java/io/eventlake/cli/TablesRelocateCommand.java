package io.eventlake.cli;

import io.eventlake.config.ShellCommand;
import io.eventlake.lake.relocate.Relocation;
import io.eventlake.lake.relocate.TableRelocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

  @Option(names = "--run", description = "Relocate the tables.")
  boolean run;

  @Override
  public Integer call() throws IOException {
    Relocation relocation = Relocation.plan(lake.catalog());
    if (relocation.tables().isEmpty()) {
      out().println("All tables are of this place; nothing is to be done.");
      return ExitCode.OK;
    }

    List<List<Object>> rows = new ArrayList<>();
    for (TableRelocation table : relocation.tables()) {
      rows.add(List.of(table.name(), table.from(), table.to(), table.snapshots()));
    }

    print(List.of("table", "from", "to", "snapshots"), rows);
    out().println();
    if (run) {
      relocation.run();
      out().println("Relocated. Look at it with: " + command("audit"));
    } else {
      out().println("Nothing was changed; --run relocates the tables.");
    }

    return ExitCode.OK;
  }

  private String command(String name) {
    return ShellCommand.of(name).with(lake.options().arguments()).toString();
  }
}
