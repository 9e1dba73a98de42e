package io.eventlake.config;

import java.util.Locale;
import org.apache.flink.configuration.MemorySize;

/**
 * Sizes as every option takes them, on the command line and in property files, and as messages
 * print them. Units are those of 1024: {@code 64 mb} is 64 MiB.
 */
public final class SizeWords {

  private static final String[] UNITS = {"bytes", "kb", "mb", "gb", "tb"};
  private static final int STEP = 1024;

  private SizeWords() {}

  /**
   * {@code 64 mb}, {@code 64mb}, {@code 1 gb}; a number alone is bytes.
   *
   * @throws IllegalArgumentException whose message goes on behind the value
   */
  public static MemorySize size(String text) {
    try {
      return MemorySize.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is no size such as 64 mb or 1 gb", e);
    }
  }

  /** A size in the largest unit that it has whole: {@code 64 mb}. */
  public static String text(MemorySize size) {
    long number = size.getBytes();
    int unit = 0;
    while (number != 0 && number % STEP == 0 && unit < UNITS.length - 1) {
      number /= STEP;
      unit++;
    }

    return number + " " + UNITS[unit];
  }

  /** About how much it is, for people: {@code 2.7 mb}. */
  public static String about(long bytes) {
    double number = bytes;
    int unit = 0;
    while (number >= STEP && unit < UNITS.length - 1) {
      number /= STEP;
      unit++;
    }

    return unit == 0
        ? bytes + (bytes == 1 ? " byte" : " bytes")
        : String.format(Locale.ROOT, "%.1f %s", number, UNITS[unit]);
  }
}
