package io.eventlake.bench.kinesis;

import java.util.Arrays;

/** Durations counted by the millisecond, up to two hours; longer ones count as that. */
final class Latencies {

  private static final int LONGEST_MILLIS = 2 * 60 * 60 * 1000;

  private int[] counts = new int[1 << 15];
  private long total;
  private int longest;

  void add(long millis) {
    int index = (int) Math.max(0, Math.min(millis, LONGEST_MILLIS));
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.min(LONGEST_MILLIS, 2 * index) + 1);
    }

    counts[index]++;
    total++;
    longest = Math.max(longest, index);
  }

  long count() {
    return total;
  }

  long maxMillis() {
    return longest;
  }

  /** The least duration that a share of all does not exceed; 0 of none. */
  long millisAt(double share) {
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    int index = 0;
    while (index < longest) {
      seen += counts[index];
      if (seen >= wanted) {
        break;
      }

      index++;
    }

    return index;
  }
}
