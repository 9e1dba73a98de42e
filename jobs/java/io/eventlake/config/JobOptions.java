package io.eventlake.config;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

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

  public static final ConfigOption<String> FAMILY =
      ConfigOptions.key("job.family")
          .stringType()
          .defaultValue("web")
          .withDescription(
              "Of batch jobs that any family has, rebuild and others: whose tables they are about.");

  public final String name;

  /** Of a batch job that any has. */
  public final String family;

  /** Until when commits may be there at a start without state; null for none. */
  public final Instant againAsOf;

  public final SourceOptions source;
  public final DecodeOptions decode;
  public final SessionOptions session;
  public final SegmentsOptions segments;
  public final LakeOptions lake;
  public final LocalOptions local;
  public final DeployOptions deploy;

  /** Of the groups that jobs bring. */
  public final OwnOptions own;

  JobOptions(OptionReader options, OptionGroups groups) {
    name = options.require(NAME);
    againAsOf = options.instant(AGAIN_AS_OF, options.read(AGAIN_AS_OF));
    family = options.read(FAMILY);
    source = new SourceOptions(options, groups.readsSource(name));
    decode = new DecodeOptions(options);
    session = new SessionOptions(options);
    segments = new SegmentsOptions(options);
    lake = new LakeOptions(options);
    local = new LocalOptions(options);
    deploy = new DeployOptions(options);
    own = groups.own(options, name);
  }

  /**
   * Parses {@code group.key} properties of a job that brings no groups.
   *
   * @throws ConfigException with every problem in one message
   */
  public static JobOptions parse(Map<String, String> properties) {
    return OptionGroups.NONE.parse(properties);
  }

  /** As {@link OptionGroups#parseLake}, where no job brings groups. */
  public static LakeOptions parseLake(Map<String, String> properties) {
    return OptionGroups.NONE.parseLake(properties);
  }
}
