package io.eventlake.cli;

import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.table.TableChange;
import io.eventlake.table.TableDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code tables apply}: the tables as they are defined. */
@Command(
    name = "apply",
    description =
        "Creates missing tables; adds columns, widens types and sets properties of the others."
            + " What would lose data is refused. With --family also the tables that a batch writes,"
            + " by the set's name, such as site-marts.")
final class TablesApplyCommand extends TablesCommand.OfLake {

  @Override
  public Integer call() throws IOException {
    return new EachFamily(family.made(lake.options()), format, spec.commandLine()).run(this::apply);
  }

  private int apply(LakeCatalog catalog) {
    List<TableDiff> changes;
    try (LakeTables tables = new LakeTables(catalog)) {
      changes = new ArrayList<>(tables.apply());
    }

    try (LakeTables remembered = new LakeTables(catalog.with(Lakes.audits()))) {
      changes.addAll(remembered.apply());
    }

    if (format.isJson()) {
      Map<String, Object> document = FormatMixin.document(changes.isEmpty() ? "DONE" : "APPLIED");
      document.put(
          "tables",
          changes.stream().map(TablesApplyCommand::document).collect(Collectors.toList()));
      format.tell(document, out());
    } else {
      changes.forEach(out()::println);
      out().println(changes.isEmpty() ? "All tables are as defined." : "Applied.");
    }

    return ExitCode.OK;
  }

  private static Map<String, Object> document(TableDiff diff) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("table", diff.table().toString());
    table.put(
        "changes", diff.changes().stream().map(TableChange::toString).collect(Collectors.toList()));
    return table;
  }
}
