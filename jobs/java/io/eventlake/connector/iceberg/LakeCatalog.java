package io.eventlake.connector.iceberg;

import io.eventlake.config.LakeOptions;
import io.eventlake.table.TableName;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Opens the catalog that the configuration names; serializable, so that every task opens its own.
 */
public final class LakeCatalog implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The catalog's name; JdbcCatalog keeps its rows under it, so it is the same everywhere. */
  public static final String NAME = "lake";

  private final LakeOptions options;

  public LakeCatalog(LakeOptions options) {
    this.options = options;
  }

  /** A new connection to the catalog; close it when it is {@link AutoCloseable}. */
  public Catalog open() {
    return CatalogUtil.loadCatalog(implementation(), NAME, properties(), new Configuration());
  }

  /** Where a table is in the catalog, the database prefix included. */
  public TableIdentifier identifier(TableName table) {
    return TableIdentifier.of(options.databasePrefix + table.database(), table.table());
  }

  private String implementation() {
    return CatalogUtil.ICEBERG_CATALOG_JDBC;
  }

  private Map<String, String> properties() {
    return Map.of(
        "uri",
        "jdbc:sqlite:" + options.warehouse + "/catalog.db",
        "warehouse",
        options.warehouse,
        "jdbc.busy_timeout",
        "30000",
        "jdbc.journal_mode",
        "WAL");
  }
}
