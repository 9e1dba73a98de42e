package io.eventlake.cli;

import io.eventlake.config.NearestNames;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.table.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Finds tables by the names that people give them: with what the family puts before its databases,
 * as in {@code site_silver.events}, or without it where only one of the families has such a table.
 */
final class FamilyTables {

  private final CommandSpec spec;
  private final List<LakeCatalog> families;

  FamilyTables(CommandSpec spec, List<LakeCatalog> families) {
    this.spec = spec;
    this.families = families;
  }

  /** A table, and the family it is of. */
  static final class Found {

    final LakeCatalog family;
    final TableName table;

    private Found(LakeCatalog family, TableName table) {
      this.family = family;
      this.table = table;
    }

    private String fullName() {
      return FamilyTables.fullName(family, table);
    }

    private boolean isCalled(String name) {
      return fullName().equalsIgnoreCase(name);
    }

    private boolean isPlainly(String name) {
      return table.toString().equalsIgnoreCase(name);
    }
  }

  /** With what its set puts before its databases. */
  static String fullName(LakeCatalog family, TableName table) {
    return family.set().setOf(table).databasePrefix() + table;
  }

  /**
   * The tables of those names by family, each once and in the family's order; all of each family
   * where none is named.
   */
  Map<LakeCatalog, List<TableName>> named(List<String> names) {
    List<Found> found = names.stream().map(this::named).collect(Collectors.toList());
    Map<LakeCatalog, List<TableName>> chosen = new LinkedHashMap<>();
    for (LakeCatalog family : families) {
      List<TableName> tables =
          family.set().readable().stream()
              .filter(
                  table ->
                      names.isEmpty()
                          || found.stream()
                              .anyMatch(one -> one.family == family && one.table.equals(table)))
              .collect(Collectors.toList());
      if (!tables.isEmpty()) {
        chosen.put(family, tables);
      }
    }

    return chosen;
  }

  /** The table of that name; a wrong one is told with those there are. */
  Found named(String name) {
    List<Found> all = all();
    for (Found one : all) {
      if (one.isCalled(name)) {
        return one;
      }
    }

    List<Found> plain =
        all.stream().filter(one -> one.isPlainly(name)).collect(Collectors.toList());
    if (plain.isEmpty()) {
      List<String> known = all.stream().map(Found::fullName).collect(Collectors.toList());
      throw new ParameterException(
          spec.commandLine(),
          "There is no table " + name + NearestNames.among(name, known, "the tables are"));
    } else if (plain.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          name
              + " is a table of several families: write "
              + plain.stream().map(Found::fullName).collect(Collectors.joining(" or ")));
    }

    return plain.get(0);
  }

  private List<Found> all() {
    List<Found> all = new ArrayList<>();
    for (LakeCatalog family : families) {
      family.set().readable().forEach(table -> all.add(new Found(family, table)));
    }

    return all;
  }
}
