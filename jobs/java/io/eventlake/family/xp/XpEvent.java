package io.eventlake.family.xp;

import java.math.BigDecimal;
import java.util.Comparator;

/** What an event says that a student earned. */
public final class XpEvent {

  static final Comparator<XpEvent> BY_TIME =
      Comparator.comparingLong((XpEvent event) -> event.time).thenComparing(event -> event.id);

  /** Of events of one id the first to arrive; then any order that all agree on. */
  static final Comparator<XpEvent> BY_ARRIVAL =
      Comparator.comparingLong((XpEvent event) -> event.arrival)
          .thenComparingLong(event -> event.time)
          .thenComparing(event -> event.activity)
          .thenComparing(
              event -> event.attempt, Comparator.nullsFirst(Comparator.<Integer>naturalOrder()))
          .thenComparing(event -> event.xp);

  public final String id;
  public final String activity;

  /** Null where it says none. */
  public final Integer attempt;

  public final BigDecimal xp;

  /** Microseconds since the epoch, UTC: when it happened. */
  public final long time;

  /** Microseconds since the epoch, UTC: when it came. */
  public final long arrival;

  /** Who sent it, and of what; all may be null. */
  public final XpContext context;

  public XpEvent(
      String id, String activity, Integer attempt, BigDecimal xp, Times times, XpContext context) {
    this.id = id;
    this.activity = activity;
    this.attempt = attempt;
    this.xp = xp;
    this.time = times.time;
    this.arrival = times.arrival;
    this.context = context;
  }

  /** When an event happened, and when it came; microseconds since the epoch, UTC. */
  public static final class Times {

    final long time;
    final long arrival;

    public Times(long time, long arrival) {
      this.time = time;
      this.arrival = arrival;
    }
  }

  @Override
  public String toString() {
    return id + ": " + xp.toPlainString() + " of " + activity + " " + attempt;
  }
}
