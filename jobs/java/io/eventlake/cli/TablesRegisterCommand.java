package io.eventlake.cli;

import io.eventlake.lake.register.FoundTable;
import io.eventlake.lake.register.Registration;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tables register}: names the tables to a catalog that has lost them. */
@Command(
    name = "register",
    description = {
      "Names the tables whose files are there to a catalog that does not have them: each by the newest"
          + " metadata in its folder. A damaged local catalog is kept under another name.",
      "Prints what it would do; changes nothing without --run. Stop the jobs first."
    },
    footer = {
      "%nExamples:",
      "  eventlake tables register --warehouse lake",
      "  eventlake tables register --warehouse lake --run"
    })
final class TablesRegisterCommand extends TablesCommand.OfLake {

  @Option(names = "--run", description = "Register the tables.")
  boolean run;

  @Option(
      names = "--metadata",
      paramLabel = "T=FILE",
      description =
          "Take this file of metadata for the table, whatever the catalog names now; may be repeated.")
  Map<String, String> metadata = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    Map<TableName, String> chosen = new LinkedHashMap<>();
    metadata.forEach((table, file) -> chosen.put(TablesCommand.named(spec, table), file));
    Registration registration = Registration.plan(lake.catalog(), chosen);
    registration.trouble().ifPresent(out()::println);
    print(registration.tables());
    registration
        .copies()
        .forEach(copy -> out().println("A copy of the catalog, of its time: " + copy));
    if (registration.isBlocked()) {
      out().println("Something is in the way; nothing was changed.");
      return ExitCode.SOFTWARE;
    }

    if (registration.isDone()) {
      out().println("There is nothing to register.");
    } else if (run) {
      registration.run(Clock.systemUTC().instant());
      out().println("Registered.");
    } else {
      out().println("Nothing was changed; --run registers the tables.");
    }

    return ExitCode.OK;
  }

  private void print(List<FoundTable> tables) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (FoundTable table : tables) {
      rows.add(
          Arrays.asList(
              table.name(),
              table.action().name().toLowerCase(Locale.ROOT),
              table.file(),
              table.snapshots(),
              table.written(),
              table.remark()));
    }

    print(List.of("table", "", "metadata", "snapshots", "last commit", "remark"), rows);
    out().println();
  }
}
