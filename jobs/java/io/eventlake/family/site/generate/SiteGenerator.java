package io.eventlake.family.site.generate;

import io.eventlake.family.Dice;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Traffic of a site, many interleaved visits, in the order in which it comes to the stream: the
 * same for the same options.
 */
public final class SiteGenerator implements Iterator<SiteRecord> {

  /** Measured over a million events, repetitions included; sets how often a visit begins. */
  private static final double EVENTS_PER_VISIT = 7.77;

  private final SiteTraffic traffic;
  private final Dice dice;
  private final VisitPlanner visits;
  private final Deliveries deliveries;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.<Pending>comparingLong(p -> p.record.dueMillis())
              .thenComparingLong(p -> p.number));
  private final long startMillis;
  private double nextVisitMillis;
  private long planned;
  private long given;

  public SiteGenerator(SiteTraffic traffic) {
    this.traffic = traffic;
    this.dice = new Dice(traffic.seed());
    this.visits = new VisitPlanner(traffic, dice);
    this.deliveries = new Deliveries(traffic, dice);
    this.startMillis = traffic.start().toEpochMilli();
    this.nextVisitMillis = traffic.firstVisitMillis();
  }

  @Override
  public boolean hasNext() {
    return given < traffic.events;
  }

  /** The next record; the last of all holds no more events than were asked for. */
  @Override
  public SiteRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All " + traffic.events + " events are given.");
    }

    while (pending.isEmpty() || nextVisitMillis <= pending.peek().record.dueMillis()) {
      deliveries.plan(visits.plan((long) nextVisitMillis), this::await);
      nextVisitMillis += dice.waiting(EVENTS_PER_VISIT * traffic.millisPerEvent());
    }

    SiteRecord record = pending.poll().record.first(traffic.events - given);
    given += record.size();
    return record;
  }

  private void await(SiteRecord record) {
    if (record.dueMillis() >= startMillis) {
      pending.add(new Pending(record, planned++));
    }
  }

  /** A record to come; the number keeps the order of those that come at once. */
  private static final class Pending {

    private final SiteRecord record;
    private final long number;

    Pending(SiteRecord record, long number) {
      this.record = record;
      this.number = number;
    }
  }
}
