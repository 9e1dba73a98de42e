package io.eventlake.cli.demo;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.job.FamilyCatalog;
import io.eventlake.job.JobCatalog;
import io.eventlake.job.Lakes;
import io.eventlake.pipeline.SegmentTables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a demo is made of: how many events, how fast, and where they end up. */
public final class DemoOptions {

  static final String SEGMENTS = "user-segments";
  static final String REGION = "us-east-1";
  static final int SHARDS = 2;

  /** A family of the catalog. */
  final String family;

  final Path emulators;

  /** Directory of the lake. */
  public final Path warehouse;

  final long events;
  final int rate;
  final long seed;
  final int webPort;

  /** Below the tables' directory. */
  private final String stateName;

  /**
   * @param family whose events, by its name in the catalog
   * @param emulators where the build installed the emulators
   * @param warehouse new directory of the lake
   * @param events how many to put into the stream
   * @param rate events per second
   * @param webPort port of Flink's web UI, 0 for any
   */
  public DemoOptions(
      String family,
      Path emulators,
      Path warehouse,
      long events,
      int rate,
      long seed,
      int webPort) {
    this(family, emulators, warehouse, events, rate, seed, webPort, "state");
  }

  private DemoOptions(
      String family,
      Path emulators,
      Path warehouse,
      long events,
      int rate,
      long seed,
      int webPort,
      String stateName) {
    this.family = family;
    this.emulators = emulators;
    this.warehouse = warehouse;
    this.events = events;
    this.rate = rate;
    this.seed = seed;
    this.webPort = webPort;
    this.stateName = stateName;
  }

  /** Those of another family's job in the same lake. */
  DemoOptions beside(String other) {
    return new DemoOptions(other, emulators, warehouse, events, rate, seed, 0, "state-" + other);
  }

  String stream() {
    return family + "-events";
  }

  /** Whether the sessions of the family have the segments of their users. */
  boolean hasSegments() {
    return FamilyCatalog.tables(family).readable().contains(SegmentTables.USER_SEGMENTS);
  }

  /** The options of the job, as a configuration file would give them. */
  JobOptions job(String kinesis, String dynamoDb) {
    Map<String, String> properties = new LinkedHashMap<>();
    FamilyCatalog.find(family, Map.of())
        .traffic()
        .ifPresent(traffic -> properties.putAll(traffic.jobOptions()));
    properties.put(JobOptions.NAME.key(), Lakes.job(family));
    properties.put(SourceOptions.STREAM.key(), stream());
    properties.put(SourceOptions.REGION.key(), REGION);
    properties.put(SourceOptions.ENDPOINT.key(), kinesis);
    // Each read costs the emulator time that it then lacks for taking events.
    properties.put(SourceOptions.POLL_INTERVAL.key(), "500 ms");
    if (hasSegments()) {
      properties.put(SegmentsOptions.TYPE.key(), "dynamodb");
      properties.put(SegmentsOptions.TABLE.key(), SEGMENTS);
      properties.put(SegmentsOptions.REGION.key(), REGION);
      properties.put(SegmentsOptions.ENDPOINT.key(), dynamoDb);
    }

    properties.put(LakeOptions.WAREHOUSE.key(), warehouse.toString());
    properties.put(LocalOptions.CHECKPOINT_INTERVAL.key(), "5 s");
    properties.put(LocalOptions.STATE_DIRECTORY.key(), state().toString());
    properties.put(LocalOptions.WEB_PORT.key(), Integer.toString(webPort));
    return JobCatalog.options().parse(properties);
  }

  /** Where checkpoints and the last savepoint are kept: beside the tables. */
  Path state() {
    return warehouse.resolve(stateName);
  }

  /** Where a generator that writes files puts them. */
  Path traffic() {
    return warehouse.resolve("traffic");
  }

  Path emulatorLog() {
    return warehouse.resolve("emulators.log");
  }
}
