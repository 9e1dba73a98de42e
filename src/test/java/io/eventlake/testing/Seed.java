package io.eventlake.testing;

/**
 * Seeds of tests that draw their cases: the same on every run, so that a build is repeatable;
 * {@code -Deventlake.seed=N} looks further.
 */
public final class Seed {

  private static final String PROPERTY = "eventlake.seed";

  private Seed() {}

  /** The seed of a test, which is printed with its name. */
  public static long of(Class<?> test, long fixed) {
    long seed = Long.getLong(PROPERTY, fixed);
    System.out.println(test.getSimpleName() + " seed " + seed);
    return seed;
  }
}
