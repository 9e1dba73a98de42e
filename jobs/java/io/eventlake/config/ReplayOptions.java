package io.eventlake.config;

import java.io.Serializable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Which dead letters {@code run replay-dead-letters} takes: property group {@code replay}. */
public final class ReplayOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<String> WHERE =
      ConfigOptions.key("replay.where")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Dead letters to decode again: a condition of SQL on columns of bronze.dead_letters,"
                  + " for example reason = 'BAD_ENUM' AND ingest_dt >= DATE '2026-03-01'.");
  public static final ConfigOption<Boolean> DRY_RUN =
      ConfigOptions.key("replay.dry-run")
          .booleanType()
          .defaultValue(false)
          .withDescription("Only tell what the decoder of today makes of the dead letters.");

  public static final OptionGroup<ReplayOptions> GROUP =
      OptionGroup.of("replay", ReplayOptions.class, ReplayOptions::new);

  /** Null for another job. */
  public final String where;

  public final boolean dryRun;

  ReplayOptions(OptionReader options, boolean required) {
    where = required ? options.require(WHERE) : options.read(WHERE);
    dryRun = options.read(DRY_RUN);
  }
}
