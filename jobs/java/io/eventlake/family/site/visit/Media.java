package io.eventlake.family.site.visit;

/**
 * Arithmetic of a video's time, exact in long microseconds and rates in millionths. Events give
 * seconds as JSON numbers, tables hold them as doubles; both are converted once, at the border.
 */
public final class Media {

  /** One second in microseconds, and the normal rate in millionths. */
  static final long UNIT = 1_000_000;

  static final long MICROS_PER_MILLI = 1_000;

  private Media() {}

  /** Seconds (or a rate) of an event, to the nearest millionth. */
  public static long millionths(double value) {
    return Math.round(value * UNIT);
  }

  /**
   * Length of a video, microseconds: at least one, since 0 says that nobody knows the length.
   *
   * @param seconds more than 0
   */
  public static long length(double seconds) {
    return Math.max(1, millionths(seconds));
  }

  /** Seconds of microseconds, as a table holds them. */
  public static double seconds(long micros) {
    return (double) micros / UNIT;
  }

  /** What plays in a time at a rate. */
  static long content(long timeMicros, long rateMillionths) {
    return scaled(timeMicros, rateMillionths, UNIT);
  }

  /** The time in which content plays at a rate. */
  static long played(long contentMicros, long rateMillionths) {
    return scaled(contentMicros, UNIT, rateMillionths);
  }

  /** {@code value * by / of} without an intermediate that runs over. */
  private static long scaled(long value, long by, long of) {
    return value / of * by + value % of * by / of;
  }
}
