package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Where a user's segments are looked up, and their history loaded from: group {@code segments}. */
public final class SegmentsOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Kinds of segment stores. */
  public enum Type {
    NONE,
    FILE,
    DYNAMODB
  }

  /** What the job of the segments' history reads before and beside the changes. */
  public enum InitialLoad {
    NONE,
    SCAN,
    EXPORT
  }

  public static final ConfigOption<Type> TYPE =
      ConfigOptions.key("segments.type")
          .enumType(Type.class)
          .defaultValue(Type.NONE)
          .withDescription("Where segments come from: none, file (NDJSON) or dynamodb.");
  public static final ConfigOption<String> TABLE =
      ConfigOptions.key("segments.table")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With dynamodb: the table. Job segments: that of the initial load, required with one;"
                  + " changes of others are left out.");
  public static final ConfigOption<String> REGION =
      ConfigOptions.key("segments.region")
          .stringType()
          .defaultValue("us-east-1")
          .withDescription("With dynamodb or a scan: AWS region of the table.");
  public static final ConfigOption<String> ENDPOINT =
      ConfigOptions.key("segments.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("With dynamodb or a scan: endpoint in place of the region's.");
  public static final ConfigOption<String> PATH =
      ConfigOptions.key("segments.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With file: NDJSON file of items with user_id_hash, segment_key, valid_from, valid_to.");
  public static final ConfigOption<Duration> TIMEOUT =
      ConfigOptions.key("segments.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("With dynamodb: longest time of one lookup, its retries included.");
  public static final ConfigOption<Integer> RETRIES =
      ConfigOptions.key("segments.retries")
          .intType()
          .defaultValue(4)
          .withDescription("With dynamodb: attempts after the first that failed.");
  public static final ConfigOption<Integer> MAX_IN_FLIGHT =
      ConfigOptions.key("segments.max-in-flight")
          .intType()
          .defaultValue(64)
          .withDescription("Most lookups under way at once in one subtask.");
  public static final ConfigOption<Integer> CACHE_SIZE =
      ConfigOptions.key("segments.cache-size")
          .intType()
          .defaultValue(10_000)
          .withDescription("With dynamodb: users kept in each subtask's cache; 0 for none.");
  public static final ConfigOption<Duration> CACHE_TTL =
      ConfigOptions.key("segments.cache-ttl")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription("With dynamodb: how long a cached user is trusted.");
  public static final ConfigOption<InitialLoad> INITIAL_LOAD =
      ConfigOptions.key("segments.initial-load")
          .enumType(InitialLoad.class)
          .defaultValue(InitialLoad.NONE)
          .withDescription(
              "Job segments, without restored state: none, scan (the DynamoDB table) or export.");
  public static final ConfigOption<Integer> SCAN_SEGMENTS =
      ConfigOptions.key("segments.scan-segments")
          .intType()
          .defaultValue(4)
          .withDescription("With scan: parts of the table that are read side by side.");
  public static final ConfigOption<Integer> SCAN_RATE =
      ConfigOptions.key("segments.scan-rate")
          .intType()
          .defaultValue(100)
          .withDescription("With scan: read capacity units a second, all subtasks together.");
  public static final ConfigOption<String> EXPORT_PATH =
      ConfigOptions.key("segments.export-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With export: folder of one export in DynamoDB JSON, with manifest-summary.json in it.");
  public static final ConfigOption<String> EXPORT_TIME =
      ConfigOptions.key("segments.export-time")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With export: the time of what it shows, such as 2026-03-01T12:00:00Z; else its manifest's.");

  public final Type type;
  public final String table;
  public final String region;
  public final String endpoint;
  public final String path;
  public final Duration timeout;
  public final int retries;
  public final int maxInFlight;
  public final int cacheSize;
  public final Duration cacheTtl;
  public final InitialLoad initialLoad;
  public final int scanSegments;
  public final int scanRate;
  public final String exportPath;

  /** Null where the export's manifest tells. */
  public final Instant exportTime;

  SegmentsOptions(OptionReader options) {
    type = options.read(TYPE);
    initialLoad = options.read(INITIAL_LOAD);
    table =
        type == Type.DYNAMODB || initialLoad != InitialLoad.NONE
            ? options.require(TABLE)
            : options.read(TABLE);
    region = options.read(REGION);
    endpoint = options.read(ENDPOINT);
    path = type == Type.FILE ? options.requirePlace(PATH) : options.place(PATH);
    timeout = options.duration(TIMEOUT);
    options.check(timeout.toMillis() > 0, TIMEOUT, "must be positive");
    retries = options.read(RETRIES);
    options.check(retries >= 0, RETRIES, "is negative");
    maxInFlight = options.read(MAX_IN_FLIGHT);
    options.check(maxInFlight > 0, MAX_IN_FLIGHT, "must be at least 1");
    cacheSize = options.read(CACHE_SIZE);
    options.check(cacheSize >= 0, CACHE_SIZE, "is negative");
    cacheTtl = options.duration(CACHE_TTL);
    scanSegments = options.read(SCAN_SEGMENTS);
    options.check(scanSegments > 0, SCAN_SEGMENTS, "must be at least 1");
    scanRate = options.read(SCAN_RATE);
    options.check(scanRate > 0, SCAN_RATE, "must be at least 1");
    exportPath =
        initialLoad == InitialLoad.EXPORT
            ? options.requirePlace(EXPORT_PATH)
            : options.place(EXPORT_PATH);
    exportTime = options.instant(EXPORT_TIME, options.read(EXPORT_TIME));
  }
}
