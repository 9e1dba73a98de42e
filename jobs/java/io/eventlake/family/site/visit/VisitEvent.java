package io.eventlake.family.site.visit;

import java.util.Comparator;

/** What a visit keeps of one event. */
public abstract class VisitEvent {

  /** By time, what ends before what begins, then by id: the order does not depend on arrival. */
  static final Comparator<VisitEvent> ORDER =
      Comparator.<VisitEvent>comparingLong(event -> event.timeMillis)
          .thenComparingInt(VisitEvent::rank)
          .thenComparing(event -> event.idHigh, Long::compareUnsigned)
          .thenComparing(event -> event.idLow, Long::compareUnsigned);

  /** Event time as sessions trust it, epoch milliseconds, UTC. */
  public final long timeMillis;

  /** The event's id, a UUID, as two longs. */
  public final long idHigh;

  public final long idLow;

  /** What of the site it came from; each may be null. */
  public final Origin origin;

  VisitEvent(EventKey key, Origin origin) {
    this.timeMillis = key.timeMillis;
    this.idHigh = key.idHigh;
    this.idLow = key.idLow;
    this.origin = origin;
  }

  /** Place among the events of one millisecond. */
  abstract int rank();
}
