package io.eventlake.family.contract;

import io.eventlake.event.RawRecord;

/** An event's place in the record that it came in. */
public final class EventPlace {

  /** The one event of a record. */
  static final EventPlace ONLY = new EventPlace(0, 1);

  /** From 0. */
  public final int index;

  /** How many events the record holds. */
  public final int count;

  private EventPlace(int index, int count) {
    this.index = index;
    this.count = count;
  }

  /** Of a record that is one event, perhaps one that stood among others when it came. */
  static EventPlace of(RawRecord record) {
    return of(record, 0, 1);
  }

  /** Of one of several, or of one that stood among others when the record came. */
  public static EventPlace of(RawRecord record, int index, int count) {
    if (record.eventCount != 0 && count == 1) {
      return new EventPlace(record.eventIndex, record.eventCount);
    }

    return count == 1 ? ONLY : new EventPlace(index, count);
  }
}
