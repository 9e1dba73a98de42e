package io.eventlake.operator.session;

import java.util.Arrays;

/**
 * Fingerprints of the ids of a key's events, with the hour until which a repetition of each is
 * dropped. Holds at most {@link #CAPACITY}; {@link SeenEvents} keeps the rest apart, so that the
 * cost of an event does not grow with the length of its session.
 */
final class SeenIds {

  static final int CAPACITY = 64;

  private static final long HOUR = 3_600_000L;

  /** Of an id: two for its fingerprint, one for the epoch hour it is kept until. */
  private static final int INTS = 3;

  private static final int OBJECT_BYTES = 24;

  private static final int[] NONE = {};

  /** In one array, since there are as many of these as keys. */
  private int[] packed = NONE;

  private int size;

  /** The end of the hour that an instant lies in: state is not the larger for an hour at most. */
  static int hourAfter(long millis) {
    return (int) Math.min(Integer.MAX_VALUE, Math.floorDiv(millis, HOUR) + 1);
  }

  static long millisOf(int hour) {
    return hour == Integer.MAX_VALUE ? Long.MAX_VALUE : hour * HOUR;
  }

  int size() {
    return size;
  }

  long fingerprint(int index) {
    return longAt(INTS * index);
  }

  int untilHour(int index) {
    return packed[INTS * index + 2];
  }

  boolean contains(long fingerprint) {
    int lowest = (int) fingerprint;
    for (int i = 0; i < size; i++) {
      if (packed[INTS * i + 1] == lowest && fingerprint(i) == fingerprint) {
        return true;
      }
    }

    return false;
  }

  boolean full() {
    return size == CAPACITY;
  }

  void add(long fingerprint, int untilHour) {
    int at = INTS * size;
    if (at == packed.length) {
      int capacity = Math.min(CAPACITY, size + Math.max(1, size / 4));
      packed = Arrays.copyOf(packed, INTS * capacity);
    }

    packed[at] = (int) (fingerprint >>> Integer.SIZE);
    packed[at + 1] = (int) fingerprint;
    packed[at + 2] = untilHour;
    size++;
  }

  /** Makes room for so many more at once. */
  void reserve(int more) {
    int ints = INTS * Math.min(CAPACITY, size + more);
    if (ints > packed.length) {
      packed = Arrays.copyOf(packed, ints);
    }
  }

  /** Forgets the ids that are kept until before the instant. */
  void expire(long instantMillis) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (millisOf(untilHour(i)) > instantMillis) {
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
