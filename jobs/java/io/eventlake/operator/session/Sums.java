package io.eventlake.operator.session;

/**
 * Sums over the events of a session, none of which is negative.
 *
 * <p>Exact for what contracts let in: amounts of at most 10^12 and a million events a session
 * ({@code session.max-events}) come to 10^18, and a long holds nine times as much. Release 0.1.0
 * let any amount in: a sum of such that a long cannot hold is the largest that it can.
 */
public final class Sums {

  private Sums() {}

  /** The sum of two numbers; neither is negative. */
  public static long plus(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** A sum as state of any release has it: one that ran over is negative there. */
  static long ofState(long sum) {
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
