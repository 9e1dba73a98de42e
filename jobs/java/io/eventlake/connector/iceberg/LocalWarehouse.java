package io.eventlake.connector.iceberg;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.Place;
import io.eventlake.config.ShellCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.util.Tasks;

/**
 * A warehouse on the local disk: a directory with the tables' files and the catalog, a SQLite file
 * that several processes may use at once.
 */
final class LocalWarehouse {

  private static final String CATALOG_FILE = "catalog.db";

  private final Path directory;
  private final LakeOptions options;

  LocalWarehouse(LakeOptions options) {
    this.options = options;
    if (Place.isOnS3(options.warehouse)) {
      throw new ConfigException(
          "lake.warehouse = '"
              + options.warehouse
              + "' must be a directory with the local catalog; for one on S3 say lake.catalog=glue or"
              + " lake.catalog=rest");
    }

    this.directory = Path.of(options.warehouse).toAbsolutePath().normalize();
  }

  /** The absolute path. */
  String directory() {
    return directory.toString();
  }

  /** Whether somebody has created the catalog. */
  boolean exists() {
    return Files.exists(catalogFile());
  }

  Path catalogFile() {
    return directory.resolve(CATALOG_FILE);
  }

  /** Whether the catalog is there, and not to be written by this user or on this mount. */
  boolean isReadOnly() {
    return exists() && !(Files.isWritable(directory) && Files.isWritable(catalogFile()));
  }

  SqliteCatalog catalog() {
    return new SqliteCatalog(catalogFile(), isReadOnly());
  }

  /**
   * Fails when there is no catalog.
   *
   * @param locations where the lake's tables have to be
   */
  void requireExisting(Collection<String> locations) {
    if (Files.exists(catalogFile())) {
      return;
    }

    if (locations.stream().anyMatch(table -> Files.exists(Path.of(table, "metadata")))) {
      throw new LakeException(
          "The catalog "
              + catalogFile()
              + " is missing, though tables have their files there: see what is left of them with: "
              + command("tables", "register"));
    }

    throw new LakeException(
        "There is no lake in "
            + directory
            + "; name another with --warehouse, or create it with: "
            + ShellCommand.of("tables", "apply", "--warehouse", directory()));
  }

  /**
   * Opens the catalog, which is created with its directory where it is missing; one that cannot be
   * written is opened for reading.
   *
   * @param locations where the lake's tables have to be
   * @throws LakeException when it cannot be opened, is damaged, or names tables elsewhere
   */
  LocalCatalog open(Map<String, String> fileProperties, Map<TableIdentifier, String> locations) {
    Map<String, String> properties = new HashMap<>(fileProperties);
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, directory());
    SqliteCatalog catalog = catalog();
    try {
      if (!isReadOnly()) {
        create(catalog);
      }

      catalog.check();
      requireHere(catalog, locations);
      return catalog.open(new LocalCatalog(this, catalog, locations), properties);
    } catch (SQLException | UncheckedSQLException e) {
      throw LakeErrors.ofCatalog(catalogFile(), command("tables", "register"), e);
    }
  }

  /**
   * Refuses a table that lies elsewhere: its files are another lake's, or are not where it says.
   *
   * @param location where it has to be
   * @param found where it, or a file of it, is
   */
  void requireHere(TableIdentifier table, String location, String found) {
    if (LakePlace.isSame(location, found)) {
      return;
    }

    boolean copied = Files.exists(LakePlace.localPath(found));
    throw new LakeException(
        "The lake in "
            + directory
            + (copied ? " is a copy, and its tables name" : " was moved, and its tables still name")
            + " the files of another place ("
            + table
            + " those in "
            + found
            + "): nothing was read or changed. Make it a lake of its own with: "
            + command("tables", "relocate"));
  }

  /** A command of ours for this lake. */
  String command(String... words) {
    return ShellCommand.of(words).with(options.arguments()).toString();
  }

  /** By the catalog alone, which costs no look at any table. */
  private void requireHere(SqliteCatalog catalog, Map<TableIdentifier, String> locations)
      throws SQLException {
    Map<TableIdentifier, String> found = catalog.metadataLocations();
    found.keySet().retainAll(locations.keySet());
    found.forEach(
        (table, metadata) -> requireHere(table, locations.get(table), folderOf(metadata)));
  }

  /** The folder of a table whose file of metadata that is. */
  static String folderOf(String metadata) {
    return metadata.replaceFirst("/metadata/[^/]*$", "");
  }

  private void create(SqliteCatalog catalog) throws SQLException {
    create();
    // SQLite does not wait for others that turn a new file to WAL at the same time.
    Tasks.foreach(catalog)
        .retry(10)
        .shouldRetryTest(e -> String.valueOf(e.getMessage()).contains("SQLITE_BUSY"))
        .exponentialBackoff(20, 1_000, 30_000, 2)
        .run(SqliteCatalog::create, SQLException.class);
  }

  private void create() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LakeException(
          "The warehouse "
              + directory
              + " cannot be created: "
              + (Files.exists(directory)
                  ? "it is no directory"
                  : "a folder above it is a file or cannot be written")
              + "; name a directory that can be written with --warehouse or lake.warehouse",
          e);
    }

    if (!Files.isWritable(directory)) {
      throw new LakeException(
          "The warehouse "
              + directory
              + " cannot be written; change its rights or name another with --warehouse");
    }
  }
}
