package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.lake.register.FoundTable;
import io.eventlake.lake.register.FoundTable.Action;
import io.eventlake.lake.register.Registration;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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

  private static final List<String> COLUMNS =
      List.of("table", "action", "metadata", "snapshots", "last commit", "remark");

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
    LakeCatalog catalog = family.isGiven() ? family.one(lake.options()) : lake.catalog();
    Map<String, String> chosen = new LinkedHashMap<>();
    metadata.forEach((table, file) -> chosen.put(identifier(catalog, table), file));
    Registration registration = Registration.plan(catalog, chosen);
    if (registration.tables().stream().allMatch(table -> table.action() == Action.NOTHING)) {
      catalog.requireExisting();
    }

    if (!format.isJson()) {
      print(registration);
    }

    if (registration.isBlocked()) {
      tell("BLOCKED", "Something is in the way; nothing was changed.", registration);
      return ExitCode.SOFTWARE;
    }

    if (registration.isDone()) {
      tell("DONE", "There is nothing to register.", registration);
    } else if (run) {
      registration.run(Clock.systemUTC().instant());
      tell("REGISTERED", "Registered.", registration);
    } else {
      tell("PLANNED", "Nothing was changed; --run registers the tables.", registration);
    }

    return ExitCode.OK;
  }

  /** Of any set: one catalog has them all. */
  private String identifier(LakeCatalog catalog, String table) {
    List<LakeCatalog> all = new ArrayList<>(List.of(catalog));
    all.addAll(catalog.others());
    FamilyTables.Found found = new FamilyTables(spec, all).named(table);
    return found.family.database(found.table) + "." + found.table.table();
  }

  private void tell(String verdict, String sentence, Registration registration) {
    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(verdict);
      document.put("trouble", registration.trouble().orElse(null));
      document.put("tables", Documents.rows(COLUMNS, rows(registration.tables())));
      document.put(
          "copies",
          registration.copies().stream().map(Object::toString).collect(Collectors.toList()));
      FormatMixin.write(document, out());
    } else {
      out().println(sentence);
    }
  }

  private void print(Registration registration) throws IOException {
    registration.trouble().ifPresent(out()::println);
    print(COLUMNS, rows(registration.tables()));
    out().println();
    registration
        .copies()
        .forEach(copy -> out().println("A copy of the catalog, of its time: " + copy));
  }

  private static List<List<Object>> rows(List<FoundTable> tables) {
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

    return rows;
  }
}
