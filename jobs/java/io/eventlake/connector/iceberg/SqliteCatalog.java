package io.eventlake.connector.iceberg;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.sqlite.JDBC;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Iceberg's JdbcCatalog on a SQLite file that several processes use at once.
 *
 * <p>The catalog's own tables are made here: JdbcCatalog looks for them with a query that it never
 * closes, which in SQLite keeps the connection at that moment of the file, so that each write
 * through it fails with SQLITE_BUSY once another process has written (Iceberg 1.10.1).
 */
final class SqliteCatalog {

  /** Writers wait for one another, readers for nobody; what is committed is on the disk. */
  private static final Map<String, String> CONNECTION =
      Map.of("busy_timeout", "30000", "journal_mode", "WAL", "synchronous", "FULL");

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

  /** What SQLite keeps beside a file, behind its name: what is not in the file yet, and where. */
  static final String LOG = "-wal";

  static final String LOG_INDEX = "-shm";

  private final Path file;
  private final boolean readOnly;
  private CatalogSnapshot snapshot;

  /**
   * @param readOnly when the file, or what SQLite puts beside it, cannot be written: what it says
   *     at the first look is what all see
   */
  SqliteCatalog(Path file, boolean readOnly) {
    this.file = file;
    this.readOnly = readOnly;
  }

  /** As an address, or what follows a question mark in a directory's name would be settings. */
  static String url(Path file) {
    return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
  }

  /** Creates the file with its tables where they are missing. */
  void create() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
      statement.execute(NAMESPACES);
    }
  }

  /**
   * Looks whether the file is whole.
   *
   * @throws SQLException saying what is damaged
   */
  void check() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!result.next() || !"ok".equals(result.getString(1))) {
        throw new SQLiteException(result.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
      }
    }
  }

  /** The file of metadata that each table is at. */
  Map<TableIdentifier, String> metadataLocations() throws SQLException {
    Map<TableIdentifier, String> locations = new LinkedHashMap<>();
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT table_namespace, table_name, metadata_location FROM iceberg_tables"
                    + " WHERE catalog_name = ? AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)"
                    + " ORDER BY table_namespace, table_name")) {
      statement.setString(1, LakeCatalog.NAME);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Namespace namespace = Namespace.of(rows.getString(1).split("\\."));
          locations.put(TableIdentifier.of(namespace, rows.getString(2)), rows.getString(3));
        }
      }
    }

    return locations;
  }

  /**
   * Puts all tables to other files of metadata, at once or not at all.
   *
   * @param from where they have to be
   * @param to keys as of {@code from}
   * @return false when one of them was moved by somebody else; then nothing is changed
   */
  boolean move(Map<TableIdentifier, String> from, Map<TableIdentifier, String> to)
      throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "UPDATE iceberg_tables SET metadata_location = ?, previous_metadata_location = NULL"
                    + " WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"
                    + " AND metadata_location = ?")) {
      connection.setAutoCommit(false);
      for (Map.Entry<TableIdentifier, String> table : to.entrySet()) {
        statement.setString(1, table.getValue());
        statement.setString(2, LakeCatalog.NAME);
        statement.setString(3, table.getKey().namespace().toString());
        statement.setString(4, table.getKey().name());
        statement.setString(5, from.get(table.getKey()));
        if (statement.executeUpdate() != 1) {
          connection.rollback();
          return false;
        }
      }

      connection.commit();
      return true;
    }
  }

  /** Writes what is committed now to a file of its own, which must not be there. */
  void copyTo(Path copy) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, copy.toString());
      statement.execute();
    }
  }

  /** Opens the catalog; {@code properties} say where the warehouse and its files are. */
  LocalCatalog open(LocalCatalog catalog, Map<String, String> properties) throws SQLException {
    Map<String, String> all = new HashMap<>(properties);
    all.put(CatalogProperties.URI, url());
    settings().forEach((key, value) -> all.put("jdbc." + key, value));
    all.put("jdbc.init-catalog-tables", "false");
    all.put("jdbc.schema-version", "V1");
    catalog.initialize(LakeCatalog.NAME, all);
    return catalog;
  }

  /** Forgets the copy of what cannot be written. */
  synchronized void close() throws IOException {
    if (snapshot != null) {
      snapshot.delete();
      snapshot = null;
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(settings());
    return DriverManager.getConnection(url(), properties);
  }

  private Map<String, String> settings() {
    return readOnly ? Map.of() : CONNECTION;
  }

  private synchronized String url() throws SQLException {
    if (!readOnly) {
      return url(file);
    }

    try {
      snapshot = snapshot == null ? CatalogSnapshot.of(file) : snapshot;
    } catch (IOException e) {
      throw new LakeException(
          "The catalog "
              + file
              + " cannot be read ("
              + e
              + "): look at its rights, and at the room in "
              + System.getProperty("java.io.tmpdir"),
          e);
    }

    return url(snapshot.file()) + "?mode=ro&immutable=1";
  }
}
