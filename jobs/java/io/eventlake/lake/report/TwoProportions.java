package io.eventlake.lake.report;

import java.util.stream.DoubleStream;
import org.apache.commons.math3.special.Erf;

/** The z-test for two proportions, which are pooled where they are taken to be the same. */
final class TwoProportions {

  /** What is to be expected of each kind in each sample, for the normal distribution to be near. */
  private static final double EXPECTED = 5;

  private TwoProportions() {}

  /** True where the samples are large enough for the test. */
  static boolean suffice(long firstHits, long first, long secondHits, long second) {
    double pooled = pooled(firstHits, first, secondHits, second);
    return DoubleStream.of(pooled, 1 - pooled)
        .allMatch(share -> share * Math.min(first, second) >= EXPECTED);
  }

  /**
   * How often samples of the same proportion would differ as much as these or more, in either
   * direction, 0 to 1.
   */
  static double chance(long firstHits, long first, long secondHits, long second) {
    double pooled = pooled(firstHits, first, secondHits, second);
    double difference = (double) firstHits / first - (double) secondHits / second;
    double variance = pooled * (1 - pooled) * (1.0 / first + 1.0 / second);
    return Erf.erfc(Math.abs(difference) / Math.sqrt(2 * variance));
  }

  private static double pooled(long firstHits, long first, long secondHits, long second) {
    return (double) (firstHits + secondHits) / (first + second);
  }
}
