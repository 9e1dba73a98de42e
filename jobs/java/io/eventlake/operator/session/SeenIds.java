package io.eventlake.operator.session;

import java.util.Arrays;

/**
 * The ids of a key's events, with the minute until which a repetition of each is dropped. Holds at
 * most {@link #CAPACITY}; the function keeps the rest apart, so that the cost of an event does not
 * grow with the length of its session.
 */
final class SeenIds {

  static final int CAPACITY = 64;

  private static final long MINUTE = 60_000L;

  /** Two longs for each id. */
  long[] ids = new long[0];

  /** The epoch minute each id is kept until. */
  int[] untilMinutes = new int[0];

  int size;

  static int minuteAfter(long millis) {
    return (int) Math.min(Integer.MAX_VALUE, Math.floorDiv(millis, MINUTE) + 1);
  }

  static long millisOf(int minute) {
    return minute == Integer.MAX_VALUE ? Long.MAX_VALUE : minute * MINUTE;
  }

  boolean contains(long high, long low) {
    for (int i = 0; i < size; i++) {
      if (ids[2 * i + 1] == low && ids[2 * i] == high) {
        return true;
      }
    }

    return false;
  }

  boolean full() {
    return size == CAPACITY;
  }

  void add(long high, long low, int untilMinute) {
    if (size == untilMinutes.length) {
      int capacity = Math.min(CAPACITY, Math.max(2, size * 2));
      ids = Arrays.copyOf(ids, 2 * capacity);
      untilMinutes = Arrays.copyOf(untilMinutes, capacity);
    }

    ids[2 * size] = high;
    ids[2 * size + 1] = low;
    untilMinutes[size] = untilMinute;
    size++;
  }

  /** Forgets the ids that are kept until before the instant. */
  void expire(long instantMillis) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (millisOf(untilMinutes[i]) > instantMillis) {
        ids[2 * kept] = ids[2 * i];
        ids[2 * kept + 1] = ids[2 * i + 1];
        untilMinutes[kept] = untilMinutes[i];
        kept++;
      }
    }

    size = kept;
  }

  SeenIds copy() {
    SeenIds copy = new SeenIds();
    copy.ids = Arrays.copyOf(ids, 2 * size);
    copy.untilMinutes = Arrays.copyOf(untilMinutes, size);
    copy.size = size;
    return copy;
  }
}
