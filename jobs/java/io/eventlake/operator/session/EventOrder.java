package io.eventlake.operator.session;

/**
 * The place of an event in its session: by event time, then by event id as an unsigned number, so
 * that the order does not depend on arrival.
 */
final class EventOrder {

  private EventOrder() {}

  static int compare(
      long time, long high, long low, long otherTime, long otherHigh, long otherLow) {
    if (time != otherTime) {
      return Long.compare(time, otherTime);
    }

    return high != otherHigh
        ? Long.compareUnsigned(high, otherHigh)
        : Long.compareUnsigned(low, otherLow);
  }
}
