package io.eventlake.config;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;

/** What {@code run maintain} does to a family's tables: property group {@code maintain}. */
public final class MaintainOptions implements Serializable {

  private static final long serialVersionUID = 1L;

  public static final ConfigOption<String> BEFORE =
      ConfigOptions.key("maintain.before")
          .stringType()
          .noDefaultValue()
          .withDescription("Compact the days before this one, UTC; today when not set.");
  public static final ConfigOption<MemorySize> FILE_SIZE =
      ConfigOptions.key("maintain.file-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(64))
          .withDescription(
              "Of the files to make, 1 mb or more. As much of a sorted table is held in memory,"
                  + " unpacked.");
  public static final ConfigOption<Duration> KEEP =
      ConfigOptions.key("maintain.keep")
          .durationType()
          .defaultValue(Duration.ofDays(5))
          .withDescription(
              "Age from which snapshots are forgotten, but for those that a restore needs.");

  public static final OptionGroup<MaintainOptions> GROUP =
      OptionGroup.of(
          "maintain", MaintainOptions.class, (options, required) -> new MaintainOptions(options));

  /** Null for today. */
  public final LocalDate before;

  public final MemorySize fileSize;
  public final Duration keep;

  private MaintainOptions(OptionReader options) {
    before = options.day(BEFORE, options.read(BEFORE));
    fileSize = options.size(FILE_SIZE);
    options.check(fileSize.getMebiBytes() >= 1, FILE_SIZE, "is less than 1 mb");
    keep = options.duration(KEEP);
    options.check(!keep.isNegative(), KEEP, "must not be negative");
  }
}
