package io.eventlake.connector.iceberg;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableDiff;
import io.eventlake.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** The tables of a lake as they are beside their definitions. */
final class DefinedTables {

  private final LakeTables tables;
  private final LakeCatalog lake;
  private final LakeOptions options;
  private final Catalog catalog;

  DefinedTables(LakeTables tables, Catalog catalog) {
    this.tables = tables;
    this.lake = tables.lake();
    this.options = tables.options();
    this.catalog = catalog;
  }

  /** As {@link LakeTables#apply}. */
  List<TableDiff> apply() {
    requireNoneMisplaced();
    List<TableDiff> diffs = diff();
    String conflicts =
        diffs.stream()
            .filter(diff -> !diff.conflicts().isEmpty())
            .map(diff -> text(diff.table(), diff.conflicts()))
            .collect(Collectors.joining("; "));
    if (!conflicts.isEmpty()) {
      throw new LakeException(
          "Not applied, since it would lose or rewrite data: "
              + conflicts
              + ". Change iceberg-ddl/ or move the table away");
    }

    TableEvolution evolution = new TableEvolution(catalog, lake);
    LakeErrors.explained(
        options,
        () -> {
          diffs.forEach(diff -> evolution.bringTo(lake.set().definition(diff.table())));
          return null;
        });
    return diffs;
  }

  /** As {@link LakeTables#misplaced}. */
  List<String> misplaced() {
    if (options.catalog == LakeOptions.Catalog.LOCAL) {
      return List.of(); // it does not even load them
    }

    return tables.names().stream()
        .map(this::misplaced)
        .filter(Objects::nonNull)
        .collect(Collectors.toList());
  }

  List<TableDiff> diff() {
    return lake.set().definitions().stream()
        .map(this::diff)
        .filter(diff -> !diff.isEmpty())
        .collect(Collectors.toList());
  }

  /** As {@link LakeTables#verify}. */
  void verify(Collection<TableName> names) {
    requireNoneMisplaced();
    String problems =
        names.stream()
            .map(name -> diff(lake.set().definition(name)))
            .filter(diff -> !diff.blockers().isEmpty())
            .map(diff -> text(diff.table(), diff.blockers()))
            .collect(Collectors.joining("; "));
    if (!problems.isEmpty()) {
      throw new ConfigException(
          "The lake does not fit this job: " + problems + ". Run: " + FamilyCommands.apply(tables));
    }
  }

  TableDiff diff(TableDefinition definition) {
    return LakeErrors.explained(
        options,
        () -> {
          try {
            Table table = catalog.loadTable(lake.identifier(definition.name()));
            return TableDiff.between(definition, table);
          } catch (NoSuchTableException e) {
            tables.requireNotLost(definition.name());
            return TableDiff.missing(definition);
          } catch (RuntimeException e) {
            throw tables.told(definition.name(), e);
          }
        });
  }

  private String misplaced(TableName name) {
    return LakeErrors.explained(
        options,
        () -> {
          try {
            return lake.misplaced(name, catalog.loadTable(lake.identifier(name)).location());
          } catch (NoSuchTableException e) {
            return null;
          }
        });
  }

  private void requireNoneMisplaced() {
    List<String> misplaced = misplaced();
    if (!misplaced.isEmpty()) {
      throw new ConfigException(String.join("; ", misplaced));
    }
  }

  private String text(TableName name, List<?> changes) {
    return lake.identifier(name)
        + ": "
        + changes.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
