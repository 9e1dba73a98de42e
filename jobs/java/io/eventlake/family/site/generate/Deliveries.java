package io.eventlake.family.site.generate;

import io.eventlake.family.Dice;
import java.util.List;
import java.util.function.Consumer;

/** Puts the events of a visit into records, and decides when, and how often, each of them comes. */
final class Deliveries {

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final int MOST_EVENTS = 6;

  private final SiteTraffic traffic;
  private final Dice dice;

  Deliveries(SiteTraffic traffic, Dice dice) {
    this.traffic = traffic;
    this.dice = dice;
  }

  /** Hands over the records of a visit in any order. */
  void plan(List<SiteEvent> events, Consumer<SiteRecord> records) {
    for (int from = 0; from < events.size(); ) {
      boolean batch = dice.chance(traffic.share(SiteQuirk.BATCH));
      int size = batch ? Math.min(1 + dice.below(MOST_EVENTS), events.size() - from) : 1;
      List<SiteEvent> part = events.subList(from, from + size);
      EventShape shape = shape(part);
      long due = part.get(size - 1).atMillis + 30 + dice.waiting(120) + delay();
      SiteRecord record = new SiteRecord(part, shape, batch, due);
      records.accept(record);
      if (dice.chance(traffic.share(SiteQuirk.DUPLICATE))) {
        records.accept(
            record.again(
                due
                    + (dice.chance(0.67)
                        ? dice.between(5, 3 * SECOND)
                        : dice.between(MINUTE, 20 * MINUTE))));
      }
      if (dice.chance(traffic.share(SiteQuirk.CUT_OFF))) {
        records.accept(record.again(due + dice.between(SECOND, MINUTE)).cutOff());
      }
      for (SiteEvent event : part) {
        if (dice.chance(traffic.share(SiteQuirk.RESENT))) {
          long again = due + dice.between(SECOND, 10 * MINUTE);
          records.accept(new SiteRecord(List.of(event), shape, false, again));
        }
      }
      from += size;
    }
  }

  /** A flaw is one of a structured CloudEvent. */
  private EventShape shape(List<SiteEvent> events) {
    if (events.stream().anyMatch(event -> event.flaw != null)) {
      return EventShape.STRUCTURED;
    }
    if (dice.chance(traffic.share(SiteQuirk.PLAIN))) {
      return EventShape.PLAIN;
    }
    if (dice.chance(traffic.share(SiteQuirk.BASE64))) {
      return EventShape.BASE64;
    }
    return dice.chance(traffic.share(SiteQuirk.EXTENSIONS))
        ? EventShape.EXTENSIONS
        : EventShape.STRUCTURED;
  }

  private long delay() {
    if (dice.chance(traffic.share(SiteQuirk.LATE))) {
      return dice.chance(0.6)
          ? dice.between(MINUTE, 25 * MINUTE)
          : dice.between(35 * MINUTE, 5 * HOUR);
    }
    return dice.chance(traffic.share(SiteQuirk.OUT_OF_ORDER))
        ? dice.between(SECOND, 25 * SECOND)
        : 0;
  }
}
