package io.eventlake.family;

import java.util.Random;
import java.util.UUID;

/**
 * What generators draw with: {@link Random}, whose sequence and algorithms the JDK specifies, so
 * that a seed gives the same draws on every version.
 */
public final class Dice {

  private final Random random;

  public Dice(long seed) {
    random = new Random(seed);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code low}, inclusive, to {@code high}, exclusive. */
  public long between(long low, long high) {
    return low + (long) (random.nextDouble() * (high - low));
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long bits() {
    return random.nextLong();
  }

  /** The waiting time of a Poisson process; StrictMath, as Math.log may differ by machine. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** The same in whole units. */
  public long waiting(double mean) {
    return (long) exponential(mean);
  }

  @SafeVarargs
  public final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** The first more often than the last: the smaller of two draws. */
  public <T> T pickEarly(T[] values) {
    return values[Math.min(random.nextInt(values.length), random.nextInt(values.length))];
  }

  /** {@code digits} characters of 0-9 and a-f. */
  public String hex(int digits) {
    char[] text = new char[digits];
    long bits = 0;
    for (int i = 0; i < digits; i++) {
      bits = i % 16 == 0 ? random.nextLong() : bits >>> 4;
      text[i] = Character.forDigit((int) bits & 15, 16);
    }
    return new String(text);
  }

  /** A UUID of version 4. */
  public UUID uuid() {
    return new UUID(
        random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(3L << 62) | 2L << 62);
  }
}
