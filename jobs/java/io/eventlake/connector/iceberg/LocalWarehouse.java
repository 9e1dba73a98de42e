package io.eventlake.connector.iceberg;

import io.eventlake.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.util.Tasks;

/**
 * A warehouse on the local disk: a directory with the tables' files and the catalog, a SQLite file
 * that several processes may use at once.
 */
final class LocalWarehouse {

  private static final String CATALOG_FILE = "catalog.db";

  private final Path directory;

  LocalWarehouse(String directory) {
    try {
      this.directory = Path.of(directory).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new ConfigException("lake.warehouse = '" + directory + "' is no directory's name", e);
    }

    if (directory.matches("[a-z0-9]+:/.*")) {
      throw new ConfigException(
          "lake.warehouse = '" + directory + "' must be a directory with the local catalog");
    }
  }

  /** The absolute path. */
  String directory() {
    return directory.toString();
  }

  /** Fails when nobody has created the catalog yet. */
  void requireExisting() {
    if (!Files.exists(directory.resolve(CATALOG_FILE))) {
      throw new LakeException(
          "There is no lake in "
              + directory
              + "; name another with --warehouse, or create it with: eventlake tables apply"
              + " --warehouse "
              + directory);
    }
  }

  /** Opens the catalog, which is created with its directory where it is missing. */
  Catalog open(Map<String, String> fileProperties) {
    create();
    Map<String, String> properties = new HashMap<>(fileProperties);
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, directory());
    SqliteCatalog catalog = new SqliteCatalog(directory.resolve(CATALOG_FILE));
    try {
      // SQLite does not wait for others that turn a new file to WAL at the same time.
      Tasks.foreach(catalog)
          .retry(10)
          .shouldRetryTest(e -> String.valueOf(e.getMessage()).contains("SQLITE_BUSY"))
          .exponentialBackoff(20, 1_000, 30_000, 2)
          .run(SqliteCatalog::create, SQLException.class);
      return catalog.open(properties);
    } catch (SQLException | UncheckedSQLException e) {
      throw new LakeException(
          "The catalog "
              + directory.resolve(CATALOG_FILE)
              + " can not be opened: "
              + LakeErrors.rootMessage(e),
          e);
    }
  }

  private void create() {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LakeException(
          "The warehouse "
              + directory
              + " can not be created ("
              + e
              + "); name a directory that can be written with --warehouse or lake.warehouse",
          e);
    }

    if (!Files.isWritable(directory)) {
      throw new LakeException(
          "The warehouse "
              + directory
              + " can not be written; change its rights or name another with --warehouse");
    }
  }
}
