package io.eventlake.operator.time;

import java.util.Arrays;

/**
 * The latest event time that others confirm: the earliest of the last events of five keys, or of a
 * hundred events that bring no other key. So no clock that is ahead moves the time of all (ADR 17).
 */
final class ConfirmedTime {

  static final int KEYS = 5;

  /** So that few keys cannot hold the time back for ever. */
  static final int EVENTS = 100;

  static final long UNKNOWN = Long.MIN_VALUE;

  // The last keys, the newest first, each with its last event.
  private final String[] keys = new String[KEYS];
  private final long[] times = new long[KEYS];

  // Events in a row that brought no other key.
  private int events;
  private long earliest;

  private long millis = UNKNOWN;

  ConfirmedTime() {
    Arrays.fill(times, UNKNOWN);
  }

  /** Epoch milliseconds, or {@link #UNKNOWN}. */
  long millis() {
    return millis;
  }

  /** Takes an event's time into account, epoch milliseconds. */
  void see(long time, String key) {
    int place = 0;
    while (place < KEYS && !key.equals(keys[place])) {
      place++;
    }

    if (place == KEYS) {
      events = 0;
      place--;
    } else {
      seeAgain(time);
    }

    System.arraycopy(keys, 0, keys, 1, place);
    System.arraycopy(times, 0, times, 1, place);
    keys[0] = key;
    times[0] = time;
    long confirmed = times[0];
    for (int i = 1; i < KEYS; i++) {
      confirmed = Math.min(confirmed, times[i]);
    }

    millis = Math.max(millis, confirmed);
  }

  /** Begins anew at a time that is known, epoch milliseconds. */
  void restart(long time) {
    Arrays.fill(keys, null);
    Arrays.fill(times, UNKNOWN);
    events = 0;
    millis = time;
  }

  /** Goes back to a time if it is later, epoch milliseconds; the last events still count. */
  void limit(long time) {
    millis = Math.min(millis, time);
  }

  private void seeAgain(long time) {
    earliest = events == 0 ? time : Math.min(earliest, time);
    events++;
    if (events == EVENTS) {
      events = 0;
      millis = Math.max(millis, earliest);
    }
  }
}
