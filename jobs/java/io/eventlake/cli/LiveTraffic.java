package io.eventlake.cli;

import io.eventlake.family.TrafficRecord;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;

/** Generated records, each given once it is due by the clock. */
final class LiveTraffic {

  private final Iterator<TrafficRecord> records;
  private final Clock clock;

  /** Looked at and not given. */
  private TrafficRecord next;

  /**
   * @param records in the order in which they are due, beginning at the clock's present
   */
  LiveTraffic(Iterator<TrafficRecord> records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  boolean hasNext() {
    return next != null || records.hasNext();
  }

  /** The next record; empty while it is not due, and when there is none. */
  Optional<TrafficRecord> nextDue() {
    if (next == null && records.hasNext()) {
      next = records.next();
    }
    if (next == null || next.dueMillis > clock.millis()) {
      return Optional.empty();
    }

    TrafficRecord due = next;
    next = null;
    return Optional.of(due);
  }
}
