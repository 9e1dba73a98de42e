package io.eventlake.service;

import io.eventlake.config.OptionReader;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;

/** Options that are numbers, with what they may be. */
public final class Bounds {

  private Bounds() {}

  /** More than 0. */
  public static int positive(OptionReader options, ConfigOption<Integer> option) {
    int value = options.read(option);
    options.check(value > 0, option, "must be positive");
    return value;
  }

  /** A millisecond or more. */
  public static Duration positiveDuration(OptionReader options, ConfigOption<Duration> option) {
    Duration value = options.duration(option);
    options.check(value.toMillis() > 0, option, "must be positive");
    return value;
  }

  /** Within both bounds, in bytes. */
  public static long bytes(
      OptionReader options, ConfigOption<MemorySize> option, long least, long most) {
    long bytes = options.size(option).getBytes();
    options.check(bytes >= least, option, "is less than " + least + " bytes");
    options.check(bytes <= most, option, "is more than " + most + " bytes");
    return Math.min(Math.max(bytes, least), most);
  }
}
