package io.eventlake.family.web.generate;

import java.util.Random;

/**
 * Draws from {@link Random}, whose sequence and algorithms the JDK specifies: a seed gives the same
 * draws on every version.
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

  long bits() {
    return random.nextLong();
  }

  /** The waiting time of a Poisson process; StrictMath, as Math.log may differ by machine. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** The first more often than the last: the smaller of two draws. */
  <T> T pickEarly(T[] values) {
    return values[Math.min(random.nextInt(values.length), random.nextInt(values.length))];
  }

  /** {@code digits} characters of 0-9 and a-f. */
  String hex(int digits) {
    char[] text = new char[digits];
    long bits = 0;
    for (int i = 0; i < digits; i++) {
      bits = i % 16 == 0 ? random.nextLong() : bits >>> 4;
      text[i] = Character.forDigit((int) bits & 15, 16);
    }
    return new String(text);
  }
}
