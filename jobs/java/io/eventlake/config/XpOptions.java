package io.eventlake.config;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What {@code run xp} reads besides events: property group {@code xp}. */
public final class XpOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<String> RESULTS =
      ConfigOptions.key("xp.results")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File or directory, of this machine or s3://bucket/folder, with pages of OneRoster's"
                  + " assessmentResults or results (.json, .json.gz) and CSV bundles (.zip); of a"
                  + " directory those below it, too, in the order of their paths. What is as it was"
                  + " when it was read last is passed over.");
  public static final ConfigOption<String> ROSTER =
      ConfigOptions.key("xp.roster")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "File with the schools, their time zones and their students, of this machine or"
                  + " s3://bucket/file: a day of XP is a day there.");
  public static final ConfigOption<String> TIMEZONE =
      ConfigOptions.key("xp.timezone")
          .stringType()
          .defaultValue("UTC")
          .withDescription("IANA zone of students that the roster does not have.");
  public static final ConfigOption<String> SUFFIX =
      ConfigOptions.key("xp.line-item-suffix")
          .stringType()
          .defaultValue("_ali")
          .withDescription(
              "What ids of line items have behind the id of the activity. It holds for results that"
                  + " are read from now on.");

  public static final ConfigOption<String> VERDICT_NAMESPACE =
      ConfigOptions.key("xp.verdict-namespace")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Namespace of CloudWatch, in lake.region, that each run tells whether it failed, as"
                  + " xpFailed, 0 or 1, and how many earnings of the newest week sources may count"
                  + " twice, as xpDoubleCounts, for the alarms of those names. When not set, nothing"
                  + " is told.");
  public static final ConfigOption<String> CLOUDWATCH_ENDPOINT =
      ConfigOptions.key("xp.cloudwatch-endpoint")
          .stringType()
          .noDefaultValue()
          .withDescription("Endpoint of CloudWatch in place of the region's.");

  public static final OptionGroup<XpOptions> GROUP =
      OptionGroup.of("xp", XpOptions.class, XpOptions::new);

  /** Null for none. */
  public final String results;

  /** Null for another job. */
  public final String roster;

  /** An id of {@link ZoneId}. */
  public final String timezone;

  public final String suffix;

  /** Null where nothing is told. */
  public final String verdictNamespace;

  /** Null for the region's. */
  public final String cloudwatchEndpoint;

  XpOptions(OptionReader options, boolean required) {
    if (required) {
      options.require(ROSTER);
    }

    results = options.place(RESULTS);
    roster = options.place(ROSTER);
    timezone = options.read(TIMEZONE);
    options.check(isZone(timezone), TIMEZONE, "must be an IANA zone, such as Europe/Berlin");
    suffix = options.read(SUFFIX);
    verdictNamespace = MetricsOptions.namespace(options, VERDICT_NAMESPACE);
    cloudwatchEndpoint = options.read(CLOUDWATCH_ENDPOINT);
  }

  private static boolean isZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
