package io.eventlake.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;

/** All options of a job, parsed once and immutable. */
public final class JobOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<String> NAME =
      ConfigOptions.key("job.name")
          .stringType()
          .noDefaultValue()
          .withDescription("The job to run, one of those that ./eventlake run --help lists.");

  public static final ConfigOption<String> AGAIN_AS_OF =
      ConfigOptions.key("job.again-as-of")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A start without restored state is refused where the job has committed to its tables:"
                  + " it reads once more what they hold. This time, such as 2026-03-01T12:00:00Z, says that it"
                  + " is meant for what was committed until then.");

  public final String name;

  /** Until when commits may be there at a start without state; null for none. */
  public final Instant againAsOf;

  public final SourceOptions source;
  public final DecodeOptions decode;
  public final SessionOptions session;
  public final SegmentsOptions segments;
  public final LakeOptions lake;
  public final RebuildOptions rebuild;
  public final ReplayOptions replay;
  public final LocalOptions local;

  private JobOptions(OptionReader options) {
    name = options.require(NAME);
    againAsOf = options.instant(AGAIN_AS_OF, options.read(AGAIN_AS_OF));
    boolean rebuild = RebuildOptions.JOB.equals(name);
    boolean replay = ReplayOptions.JOB.equals(name);
    source = new SourceOptions(options, !rebuild && !replay);
    decode = new DecodeOptions(options);
    session = new SessionOptions(options);
    segments = new SegmentsOptions(options);
    lake = new LakeOptions(options);
    this.rebuild = new RebuildOptions(options, rebuild);
    this.replay = new ReplayOptions(options, replay);
    local = new LocalOptions(options);
  }

  /**
   * Parses {@code group.key} properties.
   *
   * @throws ConfigException with every problem in one message
   */
  public static JobOptions parse(Map<String, String> properties) {
    OptionReader reader = new OptionReader(Configuration.fromMap(properties));
    JobOptions options = new JobOptions(reader);
    reader.requireKnown(properties.keySet(), reader.keys());
    reader.finish();
    return options;
  }

  /**
   * Only the gap that ends a session, for commands that read tables.
   *
   * @throws ConfigException with every problem of the group {@code session} in one message
   */
  public static Duration parseGap(Map<String, String> properties) {
    return parseSession(properties).gap;
  }

  /** As {@link #parseGap}, all of the group. */
  public static SessionOptions parseSession(Map<String, String> properties) {
    OptionReader reader = reader(properties, "session.");
    SessionOptions session = new SessionOptions(reader);
    reader.finish();
    return session;
  }

  /**
   * Only the lake's options, for commands that read tables: the configuration of a whole job will
   * do, its other groups are left unread.
   *
   * @throws ConfigException with every problem of the group {@code lake} in one message
   */
  public static LakeOptions parseLake(Map<String, String> properties) {
    OptionReader reader = reader(properties, "lake.");
    LakeOptions lake = new LakeOptions(reader);
    reader.finish();
    return lake;
  }

  /**
   * Only how events are judged, for commands that read events but no lake.
   *
   * @throws ConfigException with every problem of the group {@code decode} in one message
   */
  public static DecodeOptions parseDecode(Map<String, String> properties) {
    OptionReader reader = reader(properties, "decode.");
    DecodeOptions decode = new DecodeOptions(reader);
    reader.finish();
    return decode;
  }

  /**
   * Only where events come from, for commands that compare tables with it.
   *
   * @return null where the properties name no stream that a job reads
   * @throws ConfigException with every problem of the group {@code source} in one message
   */
  public static SourceOptions parseStream(Map<String, String> properties) {
    OptionReader reader = reader(properties, "source.");
    SourceOptions source = new SourceOptions(reader, false);
    reader.finish();
    return source.type == SourceOptions.Type.KINESIS && source.stream != null ? source : null;
  }

  /**
   * Only the option {@code local.state-directory}, which must be set.
   *
   * @throws ConfigException when it is none of this machine
   */
  public static Path parseStateDirectory(Map<String, String> properties) {
    OptionReader reader = reader(properties, LocalOptions.STATE_DIRECTORY.key());
    String directory = reader.localPath(LocalOptions.STATE_DIRECTORY);
    reader.finish();
    return Path.of(directory);
  }

  /** Of one group; a key that no job has is a problem whatever its group, for it was mistyped. */
  private static OptionReader reader(Map<String, String> properties, String group) {
    Map<String, String> ofGroup = new HashMap<>(properties);
    ofGroup.keySet().removeIf(key -> !key.startsWith(group));
    OptionReader reader = new OptionReader(Configuration.fromMap(ofGroup));
    reader.requireKnown(properties.keySet(), keys());
    return reader;
  }

  /** The keys of all options of a job. */
  private static Set<String> keys() {
    OptionReader reader = new OptionReader(new Configuration());
    new JobOptions(reader);
    return reader.keys();
  }
}
