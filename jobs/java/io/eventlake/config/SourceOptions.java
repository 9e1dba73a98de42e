package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Where events come from: property group {@code source}. */
public final class SourceOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Kinds of sources. */
  public enum Type {
    KINESIS,
    FILES
  }

  /** Where a job without state begins to read a stream. */
  public enum InitialPosition {
    LATEST,
    TRIM_HORIZON,
    AT_TIMESTAMP
  }

  /** How shards are read. */
  public enum Reader {
    POLLING,
    FAN_OUT
  }

  /** How long a directory is read: as it is now, or for ever. */
  public enum FilesMode {
    BOUNDED,
    WATCH
  }

  public static final ConfigOption<Type> TYPE =
      ConfigOptions.key("source.type")
          .enumType(Type.class)
          .defaultValue(Type.KINESIS)
          .withDescription("Where events come from: kinesis or files.");
  public static final ConfigOption<String> STREAM =
      ConfigOptions.key("source.stream")
          .stringType()
          .noDefaultValue()
          .withDescription("Name or ARN of the Kinesis stream.");
  public static final ConfigOption<String> REGION =
      ConfigOptions.key("source.region")
          .stringType()
          .defaultValue("us-east-1")
          .withDescription("AWS region of the stream.");
  public static final ConfigOption<String> ENDPOINT =
      ConfigOptions.key("source.endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Kinesis endpoint in place of the region's, for example an emulator's.");
  public static final ConfigOption<String> CLOUDWATCH_ENDPOINT =
      ConfigOptions.key("source.cloudwatch-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "CloudWatch endpoint in place of the region's: where check asks how many records the stream took.");
  public static final ConfigOption<InitialPosition> INITIAL_POSITION =
      ConfigOptions.key("source.initial-position")
          .enumType(InitialPosition.class)
          .defaultValue(InitialPosition.TRIM_HORIZON)
          .withDescription(
              "Where to begin without restored state: LATEST (by the stream's clock, to the second), TRIM_HORIZON or AT_TIMESTAMP.");
  public static final ConfigOption<String> INITIAL_TIMESTAMP =
      ConfigOptions.key("source.initial-timestamp")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With AT_TIMESTAMP: the time to begin at, such as 2026-03-01T12:00:00Z.");
  public static final ConfigOption<Reader> READER =
      ConfigOptions.key("source.reader")
          .enumType(Reader.class)
          .defaultValue(Reader.POLLING)
          .withDescription("How shards are read: POLLING or FAN_OUT (enhanced fan-out).");
  public static final ConfigOption<String> CONSUMER_NAME =
      ConfigOptions.key("source.consumer-name")
          .stringType()
          .noDefaultValue()
          .withDescription("With FAN_OUT: name of the stream consumer to register.");
  public static final ConfigOption<Duration> POLL_INTERVAL =
      ConfigOptions.key("source.poll-interval")
          .durationType()
          .defaultValue(Duration.ofMillis(250))
          .withDescription(
              "Pause between two GetRecords calls of a shard; Kinesis allows 5 a second.");
  public static final ConfigOption<Duration> SHARD_DISCOVERY_INTERVAL =
      ConfigOptions.key("source.shard-discovery-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How often to look for new shards after a split or merge.");
  public static final ConfigOption<String> PATH =
      ConfigOptions.key("source.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "With files: directory of NDJSON files, plain or gzip (.gz), or one such file. A file must be whole"
                  + " before it appears: write it elsewhere, then move it.");
  public static final ConfigOption<FilesMode> FILES_MODE =
      ConfigOptions.key("source.files-mode")
          .enumType(FilesMode.class)
          .defaultValue(FilesMode.BOUNDED)
          .withDescription("BOUNDED reads the directory once and ends; WATCH waits for new files.");
  public static final ConfigOption<Duration> FILES_WATCH_INTERVAL =
      ConfigOptions.key("source.files-watch-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("With WATCH: how often to look for new files.");

  public final Type type;
  public final String stream;
  public final String region;
  public final String endpoint;
  public final String cloudwatchEndpoint;
  public final InitialPosition initialPosition;

  /** Null unless the position is AT_TIMESTAMP. */
  public final Instant initialTimestamp;

  public final Reader reader;
  public final String consumerName;
  public final Duration pollInterval;
  public final Duration shardDiscoveryInterval;
  public final String path;
  public final FilesMode filesMode;
  public final Duration filesWatchInterval;

  /**
   * @param used false for a job that reads the lake: the configuration of one that reads a stream
   *     will do, and so does none
   */
  SourceOptions(OptionReader options, boolean used) {
    type = options.read(TYPE);
    stream = used && type == Type.KINESIS ? options.require(STREAM) : options.read(STREAM);
    region = options.read(REGION);
    endpoint = options.read(ENDPOINT);
    cloudwatchEndpoint = options.read(CLOUDWATCH_ENDPOINT);
    initialPosition = options.read(INITIAL_POSITION);
    initialTimestamp = readTimestamp(options, initialPosition);
    reader = options.read(READER);
    consumerName =
        type == Type.KINESIS && reader == Reader.FAN_OUT
            ? options.require(CONSUMER_NAME)
            : options.read(CONSUMER_NAME);
    pollInterval = options.duration(POLL_INTERVAL);
    options.check(
        pollInterval.toMillis() >= 200,
        POLL_INTERVAL,
        "is below 200 ms: a shard allows 5 calls a second");
    shardDiscoveryInterval = options.duration(SHARD_DISCOVERY_INTERVAL);
    options.check(
        shardDiscoveryInterval.toMillis() > 0, SHARD_DISCOVERY_INTERVAL, "must be positive");
    path = type == Type.FILES ? options.requirePlace(PATH) : options.place(PATH);
    filesMode = options.read(FILES_MODE);
    filesWatchInterval = options.duration(FILES_WATCH_INTERVAL);
    options.check(filesWatchInterval.toMillis() > 0, FILES_WATCH_INTERVAL, "must be positive");
  }

  private static Instant readTimestamp(OptionReader options, InitialPosition position) {
    String text =
        position == InitialPosition.AT_TIMESTAMP
            ? options.require(INITIAL_TIMESTAMP)
            : options.read(INITIAL_TIMESTAMP);
    return options.instant(INITIAL_TIMESTAMP, text);
  }
}
