package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.job.Lakes;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.lake.status.TableStatus;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code tables list}: what tables there are. */
@Command(
    name = "list",
    description = "Lists the tables with rows, deletes, files, size and last commit.")
final class TablesListCommand extends TablesCommand.OfLake {

  private static final List<String> COLUMNS =
      List.of("table", "rows", "deletes", "files", "bytes", "last commit");

  @Override
  public Integer call() throws IOException {
    return each(this::list);
  }

  private int list(LakeCatalog of) throws IOException {
    try (LakeTables tables = new LakeTables(of.requireExisting())) {
      List<String> damage = new ArrayList<>();
      List<List<Object>> lines =
          tables.names().stream()
              .map(name -> line(tables, name, damage))
              .collect(Collectors.toList());
      if (of.set().name().equals(family.all(lake.options()).get(0).set().name())) {
        lines.addAll(remembered(of, damage));
      }

      if (format.isJson()) {
        format.tell(Documents.tables(COLUMNS, lines, damage), out());
      } else {
        print(COLUMNS, lines);
      }

      damage.forEach(err()::println);
      return damage.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  /** What the audit remembers of all families, once; it is there when it has been asked to. */
  private static List<List<Object>> remembered(LakeCatalog of, List<String> damage) {
    try (LakeTables tables = new LakeTables(of.with(Lakes.audits()))) {
      return tables.names().stream()
          .filter(name -> tables.exists(name) || tables.isLost(name))
          .map(name -> line(tables, name, damage))
          .collect(Collectors.toList());
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
        name, status.rows(), status.deletes(), status.files(), status.bytes(), status.lastCommit());
  }
}
