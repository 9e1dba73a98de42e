package io.eventlake.cli;

import io.eventlake.cli.format.Documents;
import io.eventlake.cli.format.FormatMixin;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.lake.status.DamagedTables;
import io.eventlake.lake.status.TableStatus;
import io.eventlake.table.TableChange;
import io.eventlake.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code tables show}: one table. */
@Command(
    name = "show",
    description =
        "Shows a table's columns, partitions, properties and size, and how it differs from its"
            + " definition.")
final class TablesShowCommand extends TablesCommand.OfLake {

  private static final List<String> COLUMNS = List.of("column", "type", "comment");

  @Parameters(paramLabel = "T", description = "The table, for example silver.events.")
  String table;

  @Override
  public Integer call() throws IOException {
    FamilyTables.Found found = named(table);
    TableName name = found.table;
    try (LakeTables tables = new LakeTables(found.family.requireExisting())) {
      TableStatus status = TableStatus.of(tables, name);
      List<String> differences =
          tables.diff(tables.set().definition(name)).changes().stream()
              .map(TableChange::toString)
              .collect(Collectors.toList());
      Optional<String> damage = DamagedTables.of(tables, name);
      if (format.isJson()) {
        FormatMixin.write(document(name, status, differences, damage.orElse(null)), out());
      } else {
        print(name, status, differences);
      }

      damage.ifPresent(err()::println);
      return damage.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static Map<String, Object> document(
      TableName name, TableStatus status, List<String> differences, String damage) {
    String verdict = differences.isEmpty() ? "PASS" : "DIFFERS";
    Map<String, Object> document = FormatMixin.document(damage == null ? verdict : "FAIL");
    document.put("table", name.toString());
    document.put("location", status.location());
    document.put("columns", Documents.rows(COLUMNS, status.columns()));
    document.put("partitions", status.partitions());
    document.put("properties", status.properties());
    document.put("snapshots", status.snapshots());
    document.put("rows", status.rows());
    document.put("deletes", status.deletes());
    document.put("files", status.files());
    document.put("bytes", status.bytes());
    document.put("differences", differences);
    document.put("damage", damage);
    return document;
  }

  private void print(TableName name, TableStatus status, List<String> differences)
      throws IOException {
    out()
        .println(
            name
                + " at "
                + status.location()
                + (differences.isEmpty()
                    ? ": as defined."
                    : ": differs from its definition, see 'tables apply'."));
    differences.forEach(difference -> out().println("  " + difference));
    out().println();
    print(COLUMNS, status.columns());
    out().println();
    print(List.of("property", "value"), properties(status));
    out().flush();
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
}
