package io.eventlake.operator.session;

/** A text taken from the first or the last event that has one, with that event's place. */
final class OrderedText {

  String text;
  long time;
  long high;
  long low;

  /** Whether a text at the place would be taken as an earlier one. */
  boolean isAfter(long otherTime, long otherHigh, long otherLow) {
    return text == null || compare(otherTime, otherHigh, otherLow) < 0;
  }

  /** Whether a text at the place would be taken as a later one. */
  boolean isBefore(long otherTime, long otherHigh, long otherLow) {
    return text == null || compare(otherTime, otherHigh, otherLow) > 0;
  }

  void takeEarlier(String other, long otherTime, long otherHigh, long otherLow) {
    if (other != null && isAfter(otherTime, otherHigh, otherLow)) {
      set(other, otherTime, otherHigh, otherLow);
    }
  }

  void takeLater(String other, long otherTime, long otherHigh, long otherLow) {
    if (other != null && isBefore(otherTime, otherHigh, otherLow)) {
      set(other, otherTime, otherHigh, otherLow);
    }
  }

  void takeEarlier(OrderedText other) {
    takeEarlier(other.text, other.time, other.high, other.low);
  }

  void takeLater(OrderedText other) {
    takeLater(other.text, other.time, other.high, other.low);
  }

  OrderedText copy() {
    OrderedText copy = new OrderedText();
    copy.set(text, time, high, low);
    return copy;
  }

  void set(String newText, long newTime, long newHigh, long newLow) {
    text = newText;
    time = newTime;
    high = newHigh;
    low = newLow;
  }

  private int compare(long otherTime, long otherHigh, long otherLow) {
    return EventOrder.compare(otherTime, otherHigh, otherLow, time, high, low);
  }
}
