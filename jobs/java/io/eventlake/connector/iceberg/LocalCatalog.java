package io.eventlake.connector.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The catalog of a local warehouse, which loads no table of the lake that lies elsewhere. */
final class LocalCatalog extends JdbcCatalog {

  private final LocalWarehouse warehouse;
  private final SqliteCatalog file;
  private final Map<TableIdentifier, String> locations;
  private final Map<TableIdentifier, String> readable = new ConcurrentHashMap<>();

  /**
   * @param locations where the lake's tables have to be
   */
  LocalCatalog(
      LocalWarehouse warehouse, SqliteCatalog file, Map<TableIdentifier, String> locations) {
    this.warehouse = warehouse;
    this.file = file;
    this.locations = locations;
  }

  @Override
  public Table loadTable(TableIdentifier identifier) {
    requireReadable(identifier);
    Table table = super.loadTable(identifier);
    String location = locations.get(identifier);
    if (location != null) {
      warehouse.requireHere(identifier, location, table.location());
    }

    return table;
  }

  /** Iceberg reads a damaged file twenty times, for a minute and a half, before it says so. */
  private void requireReadable(TableIdentifier identifier) {
    String metadata;
    try {
      metadata = file.metadataLocations().get(identifier);
    } catch (SQLException e) {
      return; // as the load itself says
    }

    if (metadata != null && !metadata.equals(readable.get(identifier))) {
      TableMetadataParser.read(new LocalFileIO(), metadata);
      readable.put(identifier, metadata);
    }
  }

  @Override
  public void close() {
    super.close();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The copy of the catalog cannot be deleted", e);
    }
  }
}
