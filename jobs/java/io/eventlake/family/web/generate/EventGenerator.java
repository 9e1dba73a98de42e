package io.eventlake.family.web.generate;

import io.eventlake.family.Dice;
import io.eventlake.family.TrafficRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Browser traffic of many interleaved visits in the order in which it comes to the stream: the same
 * for the same options. Holds what is under way, some hours of {@link Quirk#LATE} events at most.
 */
public final class EventGenerator implements Iterator<GeneratedEvent> {

  /** Measured over a million events, repetitions included; sets how often a visit begins. */
  private static final double EVENTS_PER_VISIT = 4.96;

  /** So that the stream begins in full flow: a stretch before its start that is not given. */
  private static final long WARM_UP_MILLIS = Duration.ofMinutes(15).toMillis();

  private static final Comparator<Pending> BY_DUE =
      Comparator.<Pending>comparingLong(p -> p.event.dueMillis()).thenComparingLong(p -> p.number);

  private final GeneratorOptions options;
  private final Dice dice;
  private final VisitPlanner visits;
  private final Deliveries deliveries;
  private final PriorityQueue<Pending> pending = new PriorityQueue<>(BY_DUE);
  private final long startMillis;
  private final double millisBetweenVisits;
  private double nextVisitMillis;
  private int crawlersToCome;
  private long planned;
  private long given;

  public EventGenerator(GeneratorOptions options) {
    this.options = options;
    this.dice = new Dice(options.seed);
    this.visits = new VisitPlanner(options, dice);
    this.deliveries = new Deliveries(options, dice);
    this.startMillis = options.start.toEpochMilli();
    this.millisBetweenVisits = EVENTS_PER_VISIT * options.copies * 1000 / options.eventsPerSecond;
    this.nextVisitMillis = startMillis - WARM_UP_MILLIS;
    this.crawlersToCome = options.crawlers;
  }

  @Override
  public boolean hasNext() {
    return given < options.events;
  }

  @Override
  public GeneratedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All " + options.events + " events are given.");
    }

    planAhead();
    given++;
    return pending.poll().event;
  }

  /** The records alone. */
  public Iterator<TrafficRecord> records() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return EventGenerator.this.hasNext();
      }

      @Override
      public TrafficRecord next() {
        GeneratedEvent event = EventGenerator.this.next();
        return new TrafficRecord(event.json(), event.dueMillis());
      }
    };
  }

  /** Plans visits until none that is still to begin can come before the first pending event. */
  private void planAhead() {
    while (pending.isEmpty() || nextVisitMillis <= pending.peek().event.dueMillis()) {
      long begin = (long) nextVisitMillis;
      add(visits.plan(begin));
      if (crawlersToCome > 0 && begin >= startMillis) {
        crawlersToCome--;
        add(visits.planCrawler(begin));
      }
      nextVisitMillis += dice.exponential(millisBetweenVisits);
    }
  }

  private void add(List<Hit> hits) {
    for (Hit hit : hits) {
      deliveries.plan(
          hit,
          event -> {
            if (event.dueMillis() >= startMillis) {
              pending.add(new Pending(event, planned++));
            }
          });
    }
  }

  /** An event to come; the number keeps the order of those that come at once. */
  private static final class Pending {

    private final GeneratedEvent event;
    private final long number;

    Pending(GeneratedEvent event, long number) {
      this.event = event;
      this.number = number;
    }
  }
}
