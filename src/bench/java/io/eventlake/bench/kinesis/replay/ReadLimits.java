package io.eventlake.bench.kinesis.replay;

/**
 * What Kinesis lets all consumers of a shard read: five calls and 2 MB a second, and nothing for
 * five seconds after a call that got 10 MB. Not for several threads at once.
 */
final class ReadLimits {

  private static final double BYTES_PER_MILLI = 2 * 1024 * 1024 / 1000.0;
  private static final long MILLIS_PER_CALL = 200;
  private static final long SECOND = 1_000;

  private double paidUntilMillis = Long.MIN_VALUE;
  private long callsUntilMillis = Long.MIN_VALUE;

  /** True when the shard may be read; that counts as a call. */
  boolean admit(long nowMillis) {
    // A call costs a fifth of a second; up to a second of calls may come at once.
    long calls = Math.max(callsUntilMillis, nowMillis - SECOND) + MILLIS_PER_CALL;
    if (calls > nowMillis || paidUntilMillis > nowMillis) {
      return false;
    }

    callsUntilMillis = calls;
    return true;
  }

  /** Counts what a call got: a second's worth may be read at once, more is to be waited for. */
  void read(long nowMillis, long bytes) {
    double costMillis = bytes / BYTES_PER_MILLI;
    double since = costMillis <= SECOND ? nowMillis - SECOND : nowMillis;
    paidUntilMillis = Math.max(paidUntilMillis, since) + costMillis;
  }
}
