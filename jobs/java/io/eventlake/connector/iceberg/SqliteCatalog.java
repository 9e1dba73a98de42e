package io.eventlake.connector.iceberg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.sqlite.JDBC;

/**
 * Iceberg's JdbcCatalog on a SQLite file that several processes use at once.
 *
 * <p>The catalog's own tables are made here: JdbcCatalog looks for them with a query that it never
 * closes, which in SQLite keeps the connection at that moment of the file, so that each write
 * through it fails with SQLITE_BUSY once another process has written (Iceberg 1.10.1).
 */
final class SqliteCatalog {

  /** Writers wait for one another, readers for nobody. */
  private static final Map<String, String> CONNECTION =
      Map.of("busy_timeout", "30000", "journal_mode", "WAL");

  private static final String TABLES =
      "CREATE TABLE IF NOT EXISTS iceberg_tables("
          + "catalog_name VARCHAR(255) NOT NULL,"
          + "table_namespace VARCHAR(255) NOT NULL,"
          + "table_name VARCHAR(255) NOT NULL,"
          + "metadata_location VARCHAR(1000),"
          + "previous_metadata_location VARCHAR(1000),"
          + "iceberg_type VARCHAR(5),"
          + "PRIMARY KEY (catalog_name, table_namespace, table_name))";

  private static final String NAMESPACES =
      "CREATE TABLE IF NOT EXISTS iceberg_namespace_properties("
          + "catalog_name VARCHAR(255) NOT NULL,"
          + "namespace VARCHAR(255) NOT NULL,"
          + "property_key VARCHAR(255),"
          + "property_value VARCHAR(1000),"
          + "PRIMARY KEY (catalog_name, namespace, property_key))";

  static {
    // The driver is found as a service by the first class loader that asks for any driver, and by
    // no other: on a cluster each job has one of its own, in which it registers itself here.
    try {
      Class.forName(JDBC.class.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("SQLite's driver is not on the class path", e);
    }
  }

  private final String uri;

  SqliteCatalog(Path file) {
    this.uri = "jdbc:sqlite:" + file;
  }

  /** Creates the file with its tables where they are missing. */
  void create() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(CONNECTION);
    try (Connection connection = DriverManager.getConnection(uri, properties);
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      statement.execute(NAMESPACES);
    }
  }

  /** Opens the catalog; {@code properties} say where the warehouse and its files are. */
  Catalog open(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put(CatalogProperties.URI, uri);
    CONNECTION.forEach((key, value) -> all.put("jdbc." + key, value));
    all.put("jdbc.init-catalog-tables", "false");
    all.put("jdbc.schema-version", "V1");
    return CatalogUtil.loadCatalog(
        CatalogUtil.ICEBERG_CATALOG_JDBC, LakeCatalog.NAME, all, LakeCatalog.NO_HADOOP);
  }
}
