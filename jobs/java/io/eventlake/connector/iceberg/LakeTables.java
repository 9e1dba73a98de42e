package io.eventlake.connector.iceberg;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.ShellCommand;
import io.eventlake.table.TableDefinition;
import io.eventlake.table.TableDiff;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** The tables of a lake: loads them, brings them to their definitions, and checks them. */
public final class LakeTables implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LakeTables.class);

  private final LakeOptions options;
  private final LakeCatalog lake;
  private final Catalog catalog;
  private final boolean isBeside;
  private FileIO files;

  /**
   * Connects to the lake; a local one is created where there is none.
   *
   * @throws UnreadableTableException when the catalog of a local lake is gone and its tables are
   *     not
   * @throws LakeException when it cannot be reached
   */
  public LakeTables(LakeCatalog lake) {
    this.options = lake.options();
    this.lake = lake;
    if (!lake.exists()) {
      requireNoTables();
    }

    this.catalog = lake.open();
    this.isBeside = false;
  }

  private LakeTables(LakeCatalog lake, Catalog catalog) {
    this.options = lake.options();
    this.lake = lake;
    this.catalog = catalog;
    this.isBeside = true;
  }

  /** Other tables of the lake by the same connection, which is this one's to close. */
  public LakeTables beside(TableSet other) {
    return new LakeTables(lake.with(other), catalog);
  }

  /**
   * Loads a table as it is now.
   *
   * @throws UnreadableTableException when its metadata is damaged, or the catalog has lost it
   * @throws LakeException when it does not exist or cannot be reached
   */
  public Table load(TableName name) {
    try {
      return LakeErrors.explained(options, () -> catalog.loadTable(lake.identifier(name)));
    } catch (NoSuchTableException e) {
      // Of any: where others are lost an empty one is, too.
      names().forEach(this::requireNotLost);
      throw new LakeException(
          "The table "
              + lake.identifier(name)
              + " does not exist; create it with: "
              + FamilyCommands.apply(this),
          e);
    } catch (RuntimeException e) {
      throw told(name, e);
    }
  }

  /** True when the catalog has the table, whether or not its metadata can be read. */
  public boolean exists(TableName name) {
    return exists(lake.identifier(name));
  }

  /** The same by its name in the catalog, of whatever set. */
  public boolean exists(TableIdentifier name) {
    try {
      return LakeErrors.explained(options, () -> catalog.tableExists(name));
    } catch (RuntimeException e) {
      if (DamagedMetadata.isCauseOf(e)) {
        return true;
      }

      throw e;
    }
  }

  /**
   * True when the catalog does not have the table, and files of one are where it has to be: a table
   * that is created there would take them for files that nothing needs.
   */
  public boolean isLost(TableName name) {
    try {
      // The look at the catalog last: others may create the table, and write to it, meanwhile.
      return folder(name).isOccupied() && !exists(name);
    } catch (SdkException e) {
      LOG.warn("Whether {} is in use cannot be told", lake.location(name), e);
      return false; // of a store that lets itself be written and not listed
    }
  }

  /** What lies in the folder of a table, whether or not it exists. */
  public TableFolder folder(TableName name) {
    return lake.folder(name, files());
  }

  /** A command of ours for this lake. */
  public String command(String... words) {
    return ShellCommand.of(words).with(options.arguments()).toString();
  }

  /**
   * Names a file of metadata to the catalog as the table's, in place of what it named.
   *
   * @param identifier the table, of whatever set
   * @param metadata a file in the table's folder
   */
  public void register(TableIdentifier identifier, String metadata) {
    LakeErrors.explained(
        options,
        () -> {
          TableEvolution.createNamespace(catalog, identifier.namespace());
          catalog.dropTable(identifier, false);
          return catalog.registerTable(identifier, metadata);
        });
  }

  /**
   * Makes a table anew, empty, where the catalog names one that cannot be read, or none though
   * files of one are there; these stay, and nothing needs them any more.
   */
  public void replace(TableName name) {
    LakeErrors.explained(
        options,
        () -> {
          catalog.dropTable(lake.identifier(name), false);
          new TableEvolution(catalog, lake).bringTo(set().definition(name));
          return null;
        });
  }

  /** The lake, and which of its tables these are. */
  public LakeCatalog lake() {
    return lake;
  }

  /** The tables of a job, with those that are read with them. */
  public TableSet set() {
    return lake.set();
  }

  /** All of them by name: bronze first. */
  public List<TableName> names() {
    return set().readable();
  }

  /** The lake's options. */
  public LakeOptions options() {
    return options;
  }

  /** What tells the table from any other, wherever it is. */
  public String uuid(TableName name) {
    return load(name).uuid().toString();
  }

  /** The folder of a table's files, whether or not it exists. */
  public String location(TableName name) {
    return lake.location(name);
  }

  /**
   * Creates what is missing and evolves what differs: adds columns, widens types, sets properties.
   * Several processes may do this at once.
   *
   * @return what was changed, one entry for each table that differed
   * @throws LakeException naming every change that would lose data; then nothing is changed
   */
  public List<TableDiff> apply() {
    return defined().apply();
  }

  /** The tables that lie outside of the warehouse, a sentence for each; they can only be read. */
  public List<String> misplaced() {
    return defined().misplaced();
  }

  /** How the tables differ from their definitions; those that do not are left out. */
  public List<TableDiff> diff() {
    return defined().diff();
  }

  /**
   * Checks that a job can write to these tables.
   *
   * @throws ConfigException naming the tables and columns that are missing or do not fit
   */
  public void verify(Collection<TableName> names) {
    defined().verify(names);
  }

  /** How one table differs from its definition. */
  public TableDiff diff(TableDefinition definition) {
    return defined().diff(definition);
  }

  private DefinedTables defined() {
    return new DefinedTables(this, catalog);
  }

  @Override
  public void close() {
    if (files != null) {
      files.close();
    }

    if (catalog instanceof Closeable && !isBeside) {
      try {
        ((Closeable) catalog).close();
      } catch (IOException e) {
        throw new UncheckedIOException("The catalog did not close", e);
      }
    }
  }

  private synchronized FileIO files() {
    if (files == null) {
      files = lake.files();
    }

    return files;
  }

  /**
   * Fails for a table that is lost.
   *
   * @throws UnreadableTableException with the way to have it back
   */
  public void requireNotLost(TableName name) {
    if (isLost(name)) {
      throw lost(lake, name);
    }
  }

  private UnreadableTableException lost(LakeCatalog tables, TableName name) {
    return new UnreadableTableException(
        "The catalog does not name the table "
            + tables.identifier(name)
            + ", and its folder "
            + tables.location(name)
            + " holds the files of one: nothing was created there. See what can be registered"
            + " with: "
            + command("tables", "register"));
  }

  /** An empty catalog over the files of tables would look as if they had never been. */
  private void requireNoTables() {
    try {
      requireNone(lake);
      // Who makes the catalog makes it for the others, too.
      lake.others().forEach(this::requireNone);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void requireNone(LakeCatalog tables) {
    for (TableName name : tables.set().readable()) {
      if (tables.folder(name, files()).isOccupied()) {
        throw lost(tables, name);
      }
    }
  }

  /** What a table that cannot be read is told as. */
  RuntimeException told(TableName name, RuntimeException e) {
    return DamagedMetadata.isCauseOf(e) ? DamagedMetadata.of(this, name, e) : e;
  }

  /** A property of a table that no definition has; null for none. */
  public String remembered(TableName name, String property) {
    return load(name).properties().get(property);
  }

  /** Has a table keep a property that no definition has. */
  public void remember(TableName name, String property, String value) {
    if (!value.equals(remembered(name, property))) {
      load(name).updateProperties().set(property, value).commit();
    }
  }
}
