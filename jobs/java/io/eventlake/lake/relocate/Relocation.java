package io.eventlake.lake.relocate;

import io.eventlake.connector.iceberg.CatalogRows;
import io.eventlake.connector.iceberg.LakeCatalog;
import io.eventlake.connector.iceberg.LakeException;
import io.eventlake.connector.iceberg.LocalFileIO;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Makes a lake that was copied or moved one of the place where it is: all that its tables name, of
 * all snapshots, branches and tags. Only files of this place are read and written. The catalog
 * follows when all tables are done, all at once; killed before that, run it again.
 */
public final class Relocation {

  private final CatalogRows catalog;
  private final Map<TableIdentifier, String> rows;
  private final List<TableRelocation> tables = new ArrayList<>();

  private Relocation(CatalogRows catalog) {
    this.catalog = catalog;
    this.rows = catalog.metadataLocations();
  }

  /**
   * Finds the tables that name another place; changes nothing.
   *
   * @throws LakeException when there is no catalog, or a table's metadata is not in the warehouse
   */
  public static Relocation plan(LakeCatalog lake) {
    Relocation relocation = new Relocation(CatalogRows.of(lake));
    LocalFileIO io = (LocalFileIO) lake.files();
    relocation.rows.forEach((name, row) -> relocation.plan(name, row, io));
    return relocation;
  }

  /** Those that are to be relocated. */
  public List<TableRelocation> tables() {
    return tables;
  }

  /**
   * Relocates all of them.
   *
   * @throws LakeException when files are missing, or somebody commits to the tables
   */
  public void run() {
    tables.forEach(TableRelocation::run);
    Map<TableIdentifier, String> to = new LinkedHashMap<>();
    tables.forEach(table -> to.put(table.name(), table.metadataLocation()));
    catalog.move(rows, to);
  }

  private void plan(TableIdentifier name, String row, LocalFileIO io) {
    String folder = "/" + name.namespace() + "/" + name.name();
    String rowFolder = row.replaceFirst("/metadata/[^/]*$", "");
    if (!rowFolder.endsWith(folder)) {
      return; // somebody put it elsewhere on purpose, and no table of the lake is like that
    }

    String to = catalog.directory() + folder;
    String here = to + row.substring(rowFolder.length());
    TableFiles files = new TableFiles(catalog, io);
    MetadataFile metadata;
    try {
      metadata = MetadataFile.read(files.require(here));
    } catch (IOException e) {
      throw new LakeException("The metadata " + here + " is damaged: " + e.getMessage(), e);
    }

    boolean done = catalog.isSame(metadata.location(), to);
    if (!done || !catalog.isSame(row, here)) {
      // Where an earlier run was killed the metadata may be done and the catalog not.
      String from = done ? rowFolder : metadata.location();
      tables.add(new TableRelocation(name, files, from, to, here, metadata));
    }
  }
}
