package io.eventlake.connector.iceberg;

import io.eventlake.config.LakeOptions;
import io.eventlake.config.Place;
import io.eventlake.table.TableName;
import io.eventlake.table.TableSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.AwsProperties;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.io.FileIO;

/**
 * Opens the catalog that the configuration names; serializable, so that every task opens its own.
 */
public final class LakeCatalog implements CatalogLoader {

  private static final long serialVersionUID = 1L;

  /** The catalog's name; JdbcCatalog keeps its rows under it, so it is the same everywhere. */
  public static final String NAME = "lake";

  /** No catalog or file access here needs Hadoop's configuration, which takes long to load. */
  static final Object NO_HADOOP = null;

  private final LakeOptions options;
  private final TableSet set;

  /**
   * @param set the tables that it is about
   */
  public LakeCatalog(LakeOptions options, TableSet set) {
    this.options = options;
    this.set = set;
  }

  /** The tables that it is about; the catalog has those of other sets, too. */
  public TableSet set() {
    return set;
  }

  /** The same lake, and other tables of it. */
  public LakeCatalog with(TableSet other) {
    return new LakeCatalog(options, other);
  }

  public LakeOptions options() {
    return options;
  }

  /**
   * A new connection to the catalog, a local warehouse created where it is missing; close it when
   * it is {@link AutoCloseable}.
   *
   * @throws LakeException when the catalog cannot be reached or the directory not be written, or
   *     when the tables of a local warehouse lie elsewhere
   */
  public Catalog open() {
    if (options.catalog == LakeOptions.Catalog.LOCAL) {
      return localWarehouse().open(fileProperties(), locations());
    }

    return LakeErrors.explained(options, this::connect);
  }

  /** Makes a local catalog, whatever lies where its tables have to be. */
  public void create() {
    if (options.catalog == LakeOptions.Catalog.LOCAL) {
      localWarehouse().open(fileProperties(), locations()).close();
    }
  }

  /** Whether somebody has created the lake; of a catalog elsewhere nothing is asked. */
  public boolean exists() {
    return options.catalog != LakeOptions.Catalog.LOCAL || localWarehouse().exists();
  }

  /**
   * Fails unless there is a lake to read.
   *
   * @throws LakeException when the local warehouse was never created
   */
  public LakeCatalog requireExisting() {
    if (options.catalog == LakeOptions.Catalog.LOCAL) {
      localWarehouse().requireExisting(locations().values());
    }

    return this;
  }

  /** How the files of the tables are read and written, without the catalog; to be closed. */
  public FileIO files() {
    Map<String, String> properties = fileProperties();
    return CatalogUtil.loadFileIO(
        properties.get(CatalogProperties.FILE_IO_IMPL), properties, NO_HADOOP);
  }

  /** What lies where a table has to be. */
  public TableFolder folder(TableName table, FileIO files) {
    return new TableFolder(files, location(table));
  }

  /** The same lake as each of the other sets that there are has it. */
  public List<LakeCatalog> others() {
    return TableSet.all().stream()
        .filter(other -> !set.has(other))
        .map(this::with)
        .collect(Collectors.toList());
  }

  /** Where a table is in the catalog, the prefixes of its database included. */
  public TableIdentifier identifier(TableName table) {
    return TableIdentifier.of(database(table), table.table());
  }

  /** The database of a table in the catalog: the lake's prefix, the set's, and the layer. */
  public String database(TableName table) {
    return options.databasePrefix + set.setOf(table).databasePrefix() + table.layer();
  }

  /** The folder of a table's files, absolute. */
  public String location(TableName table) {
    return root(table) + "/" + database(table) + "/" + table.table();
  }

  /** For Flink: the same as {@link #open()}. */
  @Override
  public Catalog loadCatalog() {
    return open();
  }

  @Override
  public CatalogLoader clone() {
    return new LakeCatalog(options, set);
  }

  /**
   * Why a table that another catalog than the local one places elsewhere can be read and not
   * written; null for one that lies in the warehouse.
   */
  String misplaced(TableName table, String location) {
    LakePlace place = LakePlace.of(fileProperties());
    return place.holds(location)
        ? null
        : identifier(table)
            + " lies in "
            + location
            + ", outside of the warehouse "
            + String.join(" and ", roots())
            + ": correct lake.warehouse";
  }

  private Catalog connect() {
    boolean glue = options.catalog == LakeOptions.Catalog.GLUE;
    Map<String, String> properties = fileProperties();
    put(properties, CatalogProperties.URI, options.uri);
    put(properties, CatalogProperties.WAREHOUSE_LOCATION, root());
    put(properties, AwsProperties.GLUE_CATALOG_ENDPOINT, options.glueEndpoint);
    put(properties, AwsProperties.GLUE_CATALOG_SKIP_ARCHIVE, "true");
    return CatalogUtil.loadCatalog(
        glue ? CatalogUtil.ICEBERG_CATALOG_GLUE : CatalogUtil.ICEBERG_CATALOG_REST,
        NAME,
        properties,
        NO_HADOOP);
  }

  /** Which files the tables are made of: S3 where the warehouse says so, else the local disk. */
  private Map<String, String> fileProperties() {
    Map<String, String> properties = new HashMap<>();
    put(properties, AwsClientProperties.CLIENT_REGION, options.region);
    put(properties, S3FileIOProperties.ENDPOINT, options.s3Endpoint);
    put(properties, S3FileIOProperties.PATH_STYLE_ACCESS, String.valueOf(options.s3PathStyle));
    put(properties, LakePlace.PROPERTY, String.join("\n", roots()));
    boolean readOnly =
        options.catalog == LakeOptions.Catalog.LOCAL && localWarehouse().isReadOnly();
    put(properties, LakePlace.READ_ONLY, String.valueOf(readOnly));
    put(
        properties,
        CatalogProperties.FILE_IO_IMPL,
        onS3() ? WarehouseS3FileIO.class.getName() : LocalFileIO.class.getName());
    return properties;
  }

  private boolean onS3() {
    return Place.isOnS3(options.warehouse);
  }

  private String root() {
    return onS3() ? withoutSlash(options.warehouse) : localWarehouse().directory();
  }

  /**
   * Bronze may have a bucket of its own: it is kept longer, and colder, than what is made of it.
   */
  private String root(TableName table) {
    boolean apart = options.bronzeWarehouse != null && table.layer().equals("bronze");
    return apart ? withoutSlash(options.bronzeWarehouse) : root();
  }

  /** All folders with tables of the lake. */
  private Set<String> roots() {
    Set<String> roots = new LinkedHashSet<>();
    roots.add(root());
    if (options.bronzeWarehouse != null) {
      roots.add(withoutSlash(options.bronzeWarehouse));
    }

    return roots;
  }

  /** Where the tables have to be, those of other sets, too. */
  private Map<TableIdentifier, String> locations() {
    Map<TableIdentifier, String> locations = new HashMap<>();
    addLocations(locations);
    others().forEach(other -> other.addLocations(locations));
    return locations;
  }

  private void addLocations(Map<TableIdentifier, String> locations) {
    set.readable().forEach(table -> locations.put(identifier(table), location(table)));
  }

  private static String withoutSlash(String folder) {
    return folder.replaceAll("/+$", "");
  }

  private LocalWarehouse localWarehouse() {
    return new LocalWarehouse(options);
  }

  private static void put(Map<String, String> properties, String key, String value) {
    if (value != null) {
      properties.put(key, value);
    }
  }
}
