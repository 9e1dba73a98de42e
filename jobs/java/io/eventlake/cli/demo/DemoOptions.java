package io.eventlake.cli.demo;

import io.eventlake.config.JobOptions;
import io.eventlake.config.LakeOptions;
import io.eventlake.config.LocalOptions;
import io.eventlake.config.SegmentsOptions;
import io.eventlake.config.SourceOptions;
import io.eventlake.family.web.generate.GeneratorOptions;
import io.eventlake.job.JobCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a demo is made of: how many events, how fast, and where they end up. */
public final class DemoOptions {

  static final String STREAM = "web-events";
  static final String SEGMENTS = "user-segments";
  static final String REGION = "us-east-1";
  static final int SHARDS = 2;

  /** Event time that the stream spans, so that sessions close while one watches. */
  private static final Duration SPAN = Duration.ofHours(6);

  /** Left free before the present, since an event must not come before it happened. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  final Path emulators;
  final Path warehouse;
  final long events;
  final int rate;
  final long seed;
  final int webPort;

  /**
   * @param emulators where the build installed the emulators
   * @param warehouse new directory of the lake
   * @param events how many to put into the stream
   * @param rate events per second
   * @param webPort port of Flink's web UI, 0 for any
   */
  public DemoOptions(
      Path emulators, Path warehouse, long events, int rate, long seed, int webPort) {
    this.emulators = emulators;
    this.warehouse = warehouse;
    this.events = events;
    this.rate = rate;
    this.seed = seed;
    this.webPort = webPort;
  }

  /** Traffic whose last events happen about now. */
  GeneratorOptions traffic(Instant now) {
    return GeneratorOptions.events(events)
        .seed(seed)
        .start(now.minus(SPAN).minus(MARGIN))
        .span(SPAN)
        .build();
  }

  /** The options of the job, as a configuration file would give them. */
  JobOptions job(String kinesis, String dynamoDb) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(JobOptions.NAME.key(), "clickstream");
    properties.put(SourceOptions.STREAM.key(), STREAM);
    properties.put(SourceOptions.REGION.key(), REGION);
    properties.put(SourceOptions.ENDPOINT.key(), kinesis);
    // Each read costs the emulator time that it then lacks for taking events.
    properties.put(SourceOptions.POLL_INTERVAL.key(), "500 ms");
    properties.put(SegmentsOptions.TYPE.key(), "dynamodb");
    properties.put(SegmentsOptions.TABLE.key(), SEGMENTS);
    properties.put(SegmentsOptions.REGION.key(), REGION);
    properties.put(SegmentsOptions.ENDPOINT.key(), dynamoDb);
    properties.put(LakeOptions.WAREHOUSE.key(), warehouse.toString());
    properties.put(LocalOptions.CHECKPOINT_INTERVAL.key(), "5 s");
    properties.put(LocalOptions.STATE_DIRECTORY.key(), state().toString());
    properties.put(LocalOptions.WEB_PORT.key(), Integer.toString(webPort));
    return JobCatalog.options().parse(properties);
  }

  /** Where checkpoints and the last savepoint are kept: beside the tables. */
  Path state() {
    return warehouse.resolve("state");
  }

  Path emulatorLog() {
    return warehouse.resolve("emulators.log");
  }
}
