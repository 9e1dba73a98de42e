package io.eventlake.connector.iceberg;

import io.eventlake.config.ConfigException;
import io.eventlake.config.LakeOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;

/** The rows of a local warehouse's catalog, whether or not its tables are where they say. */
public final class CatalogRows {

  private final LocalWarehouse warehouse;
  private final SqliteCatalog catalog;

  private CatalogRows(LocalWarehouse warehouse) {
    this.warehouse = warehouse;
    this.catalog = warehouse.catalog();
  }

  /**
   * Those of a catalog that is there.
   *
   * @throws ConfigException when the lake has a catalog elsewhere
   * @throws LakeException when the catalog is missing or damaged
   */
  public static CatalogRows of(LakeCatalog lake) {
    LakeOptions options = lake.options();
    if (options.catalog != LakeOptions.Catalog.LOCAL) {
      throw new ConfigException(
          "Only a local warehouse has its catalog beside its files and moves with it; the catalog "
              + options.catalog
              + " says where its tables are, wherever their files were copied to");
    }

    lake.requireExisting();
    CatalogRows rows = new CatalogRows(new LocalWarehouse(options));
    rows.asked(
        () -> {
          rows.catalog.check();
          return null;
        });
    return rows;
  }

  /** The directory of the warehouse, absolute. */
  public String directory() {
    return warehouse.directory();
  }

  /** The file of metadata that each table is at. */
  public Map<TableIdentifier, String> metadataLocations() {
    return asked(catalog::metadataLocations);
  }

  /**
   * Puts all tables to other files of metadata, at once or not at all.
   *
   * @param from where they have to be
   * @throws LakeException when one of them has been committed to meanwhile
   */
  public void move(Map<TableIdentifier, String> from, Map<TableIdentifier, String> to) {
    if (!asked(() -> catalog.move(from, to))) {
      throw new LakeException(
          "Somebody commits to the tables of "
              + directory()
              + ": stop the jobs that write there, then run again");
    }
  }

  /** True when a folder of the warehouse is a link to one outside, which another lake may use. */
  public boolean isLinkedElsewhere(Path folder) {
    return Files.exists(folder) && !LakePlace.isReallyWithin(directory(), folder.toString());
  }

  /** True for two names of one file or folder. */
  public boolean isSame(String one, String other) {
    return LakePlace.isSame(one, other);
  }

  private <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw LakeErrors.ofCatalog(
          warehouse.catalogFile(), warehouse.command("tables", "register"), e);
    }
  }

  private interface Question<T> {
    T ask() throws SQLException;
  }
}
