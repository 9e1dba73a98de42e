package io.eventlake.lake.register;

import io.eventlake.connector.iceberg.CatalogFile;
import io.eventlake.connector.iceberg.CatalogFile.State;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LakeTables;
import io.eventlake.connector.iceberg.UnreadableTableException;
import io.eventlake.lake.lease.LakeLease;
import io.eventlake.lake.register.FoundTable.Action;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;

/**
 * Names the tables to a catalog that has lost them: each by the newest metadata in its folder, so
 * that a commit is never gone which the catalog had taken.
 */
public final class Registration {

  private final LakeCatalog lake;
  private final CatalogFile catalog;
  private final State state;
  private final List<FoundTable> tables = new ArrayList<>();

  private Registration(LakeCatalog lake) {
    this.lake = lake;
    this.catalog = CatalogFile.of(lake.options()).orElse(null);
    this.state = catalog == null ? State.FINE : catalog.state();
  }

  /**
   * Looks at the folders of all tables; changes nothing.
   *
   * @param chosen the metadata of tables, by their names in the catalog, to take whatever else
   *     there is
   * @throws LakeException when the catalog or the store cannot be reached
   */
  public static Registration plan(LakeCatalog lake, Map<String, String> chosen) {
    Registration registration = new Registration(lake);
    Set<TableIdentifier> named = registration.named();
    try (FileIO files = lake.files()) {
      for (TableName name : lake.set().readable()) {
        registration.add(lake, name.toString(), name, named, files, chosen);
      }

      for (LakeCatalog other : lake.others()) {
        for (TableName name : other.set().tables()) {
          registration.addOther(other, name, named, files, chosen);
        }
      }
    }

    return registration;
  }

  private void add(
      LakeCatalog of,
      String label,
      TableName name,
      Set<TableIdentifier> named,
      FileIO files,
      Map<String, String> chosen) {
    TableIdentifier identifier = of.identifier(name);
    String file = chosen.get(identifier.toString());
    tables.add(
        file == null && named.contains(identifier)
            ? FoundTable.named(label, identifier)
            : FoundTable.of(label, identifier, of.folder(name, files), file));
  }

  /** Other sets' tables are told of where they are lost: one catalog has them all. */
  private void addOther(
      LakeCatalog of,
      TableName name,
      Set<TableIdentifier> named,
      FileIO files,
      Map<String, String> chosen) {
    TableIdentifier identifier = of.identifier(name);
    boolean lost = !named.contains(identifier) && !of.folder(name, files).metadata().isEmpty();
    if (lost || chosen.containsKey(identifier.toString())) {
      add(of, identifier.toString(), name, named, files, chosen);
    }
  }

  /** All tables in their order. */
  public List<FoundTable> tables() {
    return tables;
  }

  /** What is the matter with a local catalog, in words. */
  public Optional<String> trouble() {
    switch (state) {
      case MISSING:
        return Optional.of("The catalog " + catalog.file() + " is missing.");
      case DAMAGED:
        return Optional.of(
            "The catalog " + catalog.file() + " is damaged; it gets another name, a new one its.");
      default:
        return Optional.empty();
    }
  }

  /** The copies that maintenance has kept of a local catalog, newest first. */
  public List<Path> copies() {
    return catalog == null ? List.of() : catalog.copies();
  }

  public boolean isBlocked() {
    return has(Action.BLOCKED);
  }

  public boolean isDone() {
    return !has(Action.REGISTERS);
  }

  /**
   * Registers the tables; a damaged catalog is kept under another name.
   *
   * @throws LakeException when the catalog does not take them, or somebody else holds the lake, a
   *     rebuild for example
   */
  public void run(Instant now) {
    if (state == State.DAMAGED) {
      catalog.setAside(now);
    }

    if (state != State.FINE) {
      lake.create();
    }

    try (LakeTables opened = new LakeTables(lake);
        LakeLease lease = lease(opened)) {
      for (FoundTable table : tables) {
        if (table.action() == Action.REGISTERS) {
          if (lease != null) {
            lease.require();
          }

          opened.register(table.identifier(), table.file());
        }
      }
    }
  }

  /** Null where the ledger, which says who has the lake, is lost or damaged itself. */
  private LakeLease lease(LakeTables opened) {
    boolean isLost =
        tables.stream()
            .anyMatch(
                table ->
                    table.identifier().equals(lake.identifier(lake.set().ledger()))
                        && table.action() == Action.REGISTERS);
    try {
      return isLost || !opened.exists(lake.set().ledger())
          ? null
          : LakeLease.take(opened, "a registration of tables");
    } catch (UnreadableTableException e) {
      return null;
    }
  }

  private boolean has(Action action) {
    return tables.stream().anyMatch(table -> table.action() == action);
  }

  private Set<TableIdentifier> named() {
    if (state != State.FINE) {
      return new HashSet<>();
    }

    try (LakeTables opened = new LakeTables(lake)) {
      Set<TableIdentifier> all = new HashSet<>();
      opened.names().forEach(name -> all.add(lake.identifier(name)));
      lake.others()
          .forEach(other -> other.set().tables().forEach(name -> all.add(other.identifier(name))));
      all.removeIf(name -> !opened.exists(name));
      return all;
    }
  }
}
