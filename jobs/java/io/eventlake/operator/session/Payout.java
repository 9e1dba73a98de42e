package io.eventlake.operator.session;

/**
 * The sum of a session's amounts, cents.
 *
 * <p>Exact for what contracts let in: at most 10^12 an event and a million events a session ({@code
 * session.max-events}) come to 10^18, and a long holds nine times as much. Release 0.1.0 let any
 * amount in: a sum of such that a long can not hold is the largest that it can.
 */
final class Payout {

  private Payout() {}

  /** The sum of two sums; neither is negative. */
  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** A sum as state of any release has it: one that ran over is negative there. */
  static long ofState(long sum) {
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
