package io.eventlake.operator.session;

import java.util.Arrays;

/**
 * The ids of a key's events, with the minute until which a repetition of each is dropped. Holds at
 * most {@link #CAPACITY}; {@link SeenEvents} keeps the rest apart, so that the cost of an event
 * does not grow with the length of its session.
 */
final class SeenIds {

  static final int CAPACITY = 64;

  private static final long MINUTE = 60_000L;

  /** Of an id: four for its two longs, one for the epoch minute it is kept until. */
  private static final int INTS = 5;

  private static final int OBJECT_BYTES = 24;

  private static final int[] NONE = {};

  /** In one array, since there are as many of these as keys. */
  private int[] packed = NONE;

  private int size;

  static int minuteAfter(long millis) {
    return (int) Math.min(Integer.MAX_VALUE, Math.floorDiv(millis, MINUTE) + 1);
  }

  static long millisOf(int minute) {
    return minute == Integer.MAX_VALUE ? Long.MAX_VALUE : minute * MINUTE;
  }

  int size() {
    return size;
  }

  long high(int index) {
    return longAt(INTS * index);
  }

  long low(int index) {
    return longAt(INTS * index + 2);
  }

  int untilMinute(int index) {
    return packed[INTS * index + 4];
  }

  boolean contains(long high, long low) {
    int lowest = (int) low;
    for (int i = 0; i < size; i++) {
      if (packed[INTS * i + 3] == lowest && low(i) == low && high(i) == high) {
        return true;
      }
    }

    return false;
  }

  boolean full() {
    return size == CAPACITY;
  }

  void add(long high, long low, int untilMinute) {
    int at = INTS * size;
    if (at == packed.length) {
      int capacity = Math.min(CAPACITY, size + Math.max(1, size / 4));
      packed = Arrays.copyOf(packed, INTS * capacity);
    }

    packed[at] = (int) (high >>> Integer.SIZE);
    packed[at + 1] = (int) high;
    packed[at + 2] = (int) (low >>> Integer.SIZE);
    packed[at + 3] = (int) low;
    packed[at + 4] = untilMinute;
    size++;
  }

  /** Forgets the ids that are kept until before the instant. */
  void expire(long instantMillis) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (millisOf(untilMinute(i)) > instantMillis) {
        System.arraycopy(packed, INTS * i, packed, INTS * kept, INTS);
        kept++;
      }
    }

    size = kept;
  }

  /** What they take on the heap. */
  int heapBytes() {
    return OBJECT_BYTES + (packed == NONE ? 0 : HeapBytes.array(packed.length, Integer.BYTES));
  }

  SeenIds copy() {
    SeenIds copy = new SeenIds();
    copy.packed = Arrays.copyOf(packed, INTS * size);
    copy.size = size;
    return copy;
  }

  private long longAt(int index) {
    return ((long) packed[index] << Integer.SIZE) | (packed[index + 1] & 0xFFFF_FFFFL);
  }
}
