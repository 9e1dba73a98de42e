package io.eventlake.family.site.generate;

import java.util.Random;
import java.util.UUID;

/**
 * Draws from {@link Random}, whose sequence the JDK specifies: a seed gives the same everywhere.
 */
final class Dice {

  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code low}, inclusive, to {@code high}, exclusive. */
  long between(long low, long high) {
    return low + (long) (random.nextDouble() * (high - low));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A waiting time; StrictMath, as Math.log may differ by machine. */
  long exponential(double mean) {
    return (long) (-mean * StrictMath.log(1 - random.nextDouble()));
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** A UUID of version 4. */
  UUID uuid() {
    return new UUID(
        random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 2L << 62);
  }
}
