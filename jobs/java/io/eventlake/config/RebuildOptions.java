package io.eventlake.config;

import java.io.Serializable;
import java.time.LocalDate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The days that {@code run rebuild} writes anew: property group {@code rebuild}. */
public final class RebuildOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Where the segments of rebuilt sessions come from. */
  public enum Segments {
    TABLE,
    LOOKUP
  }

  public static final ConfigOption<String> FROM =
      ConfigOptions.key("rebuild.from")
          .stringType()
          .noDefaultValue()
          .withDescription("First event day to rebuild, UTC, for example 2026-03-01.");
  public static final ConfigOption<String> TO =
      ConfigOptions.key("rebuild.to")
          .stringType()
          .noDefaultValue()
          .withDescription("Last event day to rebuild; rebuild.from when not set.");
  public static final ConfigOption<Segments> SEGMENTS =
      ConfigOptions.key("rebuild.segments")
          .enumType(Segments.class)
          .defaultValue(Segments.TABLE)
          .withDescription(
              "Where segments come from: table (silver.user_segments, as of the session's start) or"
                  + " lookup (as the stream, by the options of the group segments).");

  public static final OptionGroup<RebuildOptions> GROUP =
      OptionGroup.of("rebuild", RebuildOptions.class, RebuildOptions::new);

  /** Null for another job. */
  public final LocalDate from;

  /** Inclusive. */
  public final LocalDate to;

  public final Segments segments;

  RebuildOptions(OptionReader options, boolean required) {
    String first = required ? options.require(FROM) : options.read(FROM);
    from = options.day(FROM, first);
    String last = options.read(TO);
    to = last == null ? from : options.day(TO, last);
    segments = options.read(SEGMENTS);
    options.check(from == null || to == null || !to.isBefore(from), TO, "is before rebuild.from");
  }
}
