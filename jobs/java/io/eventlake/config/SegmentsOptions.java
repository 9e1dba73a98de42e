package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Where a user's segments are looked up: property group {@code segments}. */
public final class SegmentsOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Kinds of segment stores. */
  public enum Type {
    NONE,
    FILE,
    DYNAMODB
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
          .withDescription("With dynamodb: the table.");
  public static final ConfigOption<String> REGION =
      ConfigOptions.key("segments.region")
          .stringType()
          .defaultValue("us-east-1")
          .withDescription("With dynamodb: AWS region of the table.");
  public static final ConfigOption<String> ENDPOINT =
      ConfigOptions.key("segments.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("With dynamodb: endpoint in place of the region's.");
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

  SegmentsOptions(OptionReader options) {
    type = options.read(TYPE);
    table = type == Type.DYNAMODB ? options.require(TABLE) : options.read(TABLE);
    region = options.read(REGION);
    endpoint = options.read(ENDPOINT);
    path = type == Type.FILE ? options.require(PATH) : options.read(PATH);
    timeout = options.read(TIMEOUT);
    options.check(timeout.toMillis() > 0, TIMEOUT, "must be positive");
    retries = options.read(RETRIES);
    options.check(retries >= 0, RETRIES, "is negative");
    maxInFlight = options.read(MAX_IN_FLIGHT);
    options.check(maxInFlight > 0, MAX_IN_FLIGHT, "must be at least 1");
    cacheSize = options.read(CACHE_SIZE);
    options.check(cacheSize >= 0, CACHE_SIZE, "is negative");
    cacheTtl = options.read(CACHE_TTL);
  }
}
