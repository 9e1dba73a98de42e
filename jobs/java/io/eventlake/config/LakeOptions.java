package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** Which catalog and object store hold the tables: property group {@code lake}. */
public final class LakeOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Kinds of catalogs. */
  public enum Catalog {
    /** Files in a warehouse directory; needs nothing else. */
    LOCAL,
    /** An Iceberg REST catalog. */
    REST,
    /** The AWS Glue Data Catalog. */
    GLUE
  }

  public static final ConfigOption<Catalog> CATALOG =
      ConfigOptions.key("lake.catalog")
          .enumType(Catalog.class)
          .defaultValue(Catalog.LOCAL)
          .withDescription("Catalog of the tables: local, rest or glue.");
  public static final ConfigOption<String> WAREHOUSE =
      ConfigOptions.key("lake.warehouse")
          .stringType()
          .defaultValue("warehouse")
          .withDescription("Root of the tables: a directory, or s3://bucket/folder.");
  public static final ConfigOption<String> BRONZE_WAREHOUSE =
      ConfigOptions.key("lake.bronze-warehouse")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With an S3 warehouse: root of bronze in place of it, s3://bucket/folder.");
  public static final ConfigOption<String> DATABASE_PREFIX =
      ConfigOptions.key("lake.database-prefix")
          .stringType()
          .defaultValue("")
          .withDescription("Put in front of the databases bronze, silver, gold and ops.");
  public static final ConfigOption<String> URI =
      ConfigOptions.key("lake.uri")
          .stringType()
          .noDefaultValue()
          .withDescription("With rest: address of the catalog.");
  public static final ConfigOption<String> REGION =
      ConfigOptions.key("lake.region")
          .stringType()
          .noDefaultValue()
          .withDescription("AWS region of Glue and S3 in place of the environment's.");
  public static final ConfigOption<String> GLUE_ENDPOINT =
      ConfigOptions.key("lake.glue-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Glue endpoint in place of the region's.");
  public static final ConfigOption<String> S3_ENDPOINT =
      ConfigOptions.key("lake.s3-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("S3 endpoint in place of the region's.");
  public static final ConfigOption<Boolean> S3_PATH_STYLE =
      ConfigOptions.key("lake.s3-path-style")
          .booleanType()
          .defaultValue(false)
          .withDescription("Address S3 buckets by path, as most S3 look-alikes want it.");

  public static final ConfigOption<MemorySize> QUERY_MEMORY =
      ConfigOptions.key("lake.query-memory")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription(
              "Memory beside Java's of a command that asks questions about the tables; what needs"
                  + " more goes to the temporary folder.");
  public static final ConfigOption<Duration> QUERY_TIMEOUT =
      ConfigOptions.key("lake.query-timeout")
          .durationType()
          .defaultValue(Duration.ofHours(1))
          .withDescription("How long one statement about the tables may take.");
  public static final ConfigOption<MemorySize> QUERY_CACHE =
      ConfigOptions.key("lake.query-cache-bytes")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(10 * 1024))
          .withDescription(
              "With an S3 warehouse: how much of the tables' files is kept on this machine for"
                  + " the next question.");

  public final Catalog catalog;
  public final String warehouse;

  /** Where the tables of bronze are; null for the warehouse. */
  public final String bronzeWarehouse;

  public final String databasePrefix;
  public final String uri;
  public final String region;
  public final String glueEndpoint;
  public final String s3Endpoint;
  public final boolean s3PathStyle;
  public final MemorySize queryMemory;
  public final Duration queryTimeout;
  public final MemorySize queryCache;

  LakeOptions(OptionReader options) {
    catalog = options.read(CATALOG);
    warehouse = options.place(WAREHOUSE);
    bronzeWarehouse = options.place(BRONZE_WAREHOUSE);
    if (bronzeWarehouse != null) {
      options.check(
          Place.isOnS3(warehouse) && bronzeWarehouse.matches("s3://[^/]+/.+"),
          BRONZE_WAREHOUSE,
          "must be a folder in a bucket, s3://bucket/folder, beside a warehouse on S3");
    }
    databasePrefix = options.read(DATABASE_PREFIX);
    options.check(
        databasePrefix.matches("[a-z0-9_]*"),
        DATABASE_PREFIX,
        "may hold lower-case letters, digits and _ only");
    uri = catalog == Catalog.REST ? options.require(URI) : options.read(URI);
    region = options.read(REGION);
    glueEndpoint = options.read(GLUE_ENDPOINT);
    s3Endpoint = options.read(S3_ENDPOINT);
    s3PathStyle = options.read(S3_PATH_STYLE);
    queryMemory = options.size(QUERY_MEMORY);
    options.check(queryMemory.getMebiBytes() >= 64, QUERY_MEMORY, "must be 64 mb or more");
    queryTimeout = options.duration(QUERY_TIMEOUT);
    options.check(
        queryTimeout.getSeconds() >= 1 && queryTimeout.toDays() < 365,
        QUERY_TIMEOUT,
        "must be a second or more, and less than a year");
    queryCache = options.size(QUERY_CACHE);
    if (catalog == Catalog.GLUE) {
      options.check(
          warehouse.matches("s3://[^/]+/.+"),
          WAREHOUSE,
          "must be a folder in a bucket, s3://bucket/folder, with the glue catalog");
    }
  }

  /** The options that differ from their defaults, as words of a command. */
  public List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    add(arguments, CATALOG, catalog);
    add(arguments, WAREHOUSE, warehouse);
    add(arguments, BRONZE_WAREHOUSE, bronzeWarehouse);
    add(arguments, DATABASE_PREFIX, databasePrefix);
    add(arguments, URI, uri);
    add(arguments, REGION, region);
    add(arguments, GLUE_ENDPOINT, glueEndpoint);
    add(arguments, S3_ENDPOINT, s3Endpoint);
    add(arguments, S3_PATH_STYLE, s3PathStyle);
    add(arguments, QUERY_MEMORY, queryMemory, SizeWords.text(queryMemory));
    add(arguments, QUERY_TIMEOUT, queryTimeout, TimeWords.text(queryTimeout));
    add(arguments, QUERY_CACHE, queryCache, SizeWords.text(queryCache));
    return arguments;
  }

  private static void add(List<String> arguments, ConfigOption<?> option, Object value) {
    add(arguments, option, value, String.valueOf(value));
  }

  private static void add(
      List<String> arguments, ConfigOption<?> option, Object value, String text) {
    if (value != null && !value.equals(option.defaultValue())) {
      arguments.addAll(List.of("--set", option.key() + "=" + text));
    }
  }
}
