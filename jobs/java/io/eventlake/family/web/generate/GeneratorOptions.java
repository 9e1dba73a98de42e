package io.eventlake.family.web.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What traffic to generate; the same options give the same bytes on every machine. */
public final class GeneratorOptions {

  /** Where event time begins unless told otherwise, so that a seed alone names a data set. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  /** How long the events last unless a rate is given. */
  public static final Duration DEFAULT_SPAN = Duration.ofHours(6);

  /** Time in which all copies of a record come unless told otherwise. */
  public static final Duration DEFAULT_COPIES_WITHIN = Duration.ofMinutes(10);

  private static final int EVENTS_PER_USER = 40;
  private static final int FEWEST_USERS = 50;
  private static final int MOST_USERS = 200_000;

  final long events;
  final long seed;
  final Instant start;
  final double eventsPerSecond;
  final int users;
  final int crawlers;
  final int copies;
  final Duration copiesWithin;
  private final Map<Quirk, Double> shares;

  private GeneratorOptions(Builder builder) {
    events = builder.events;
    seed = builder.seed;
    start = builder.start;
    eventsPerSecond =
        builder.eventsPerSecond > 0 ? builder.eventsPerSecond : builder.rateOfDefaultSpan();
    users = builder.users > 0 ? builder.users : defaultUsers();
    crawlers = builder.crawlers;
    copies = builder.copies;
    copiesWithin = builder.copiesWithin;
    shares = new EnumMap<>(builder.shares);
  }

  /** Options for a number of events; {@link Long#MAX_VALUE} never ends and wants a rate. */
  public static Builder events(long events) {
    return new Builder(events);
  }

  /** Number of events that the generator gives. */
  public long events() {
    return events;
  }

  public long seed() {
    return seed;
  }

  /** Arrival of the first event, at the earliest. */
  public Instant start() {
    return start;
  }

  /** Number of users that the traffic is made of. */
  public int users() {
    return users;
  }

  /** How long the events last, about. */
  public Duration span() {
    return Duration.ofMillis((long) (events / eventsPerSecond * 1000));
  }

  double share(Quirk quirk) {
    return shares.get(quirk);
  }

  /** A stream without end has the users of an hour. */
  private int defaultUsers() {
    double traffic = events < Long.MAX_VALUE ? events : eventsPerSecond * 3600;
    return (int) Math.max(FEWEST_USERS, Math.min(MOST_USERS, traffic / EVENTS_PER_USER));
  }

  /** Collects options; a wrong value throws {@link IllegalArgumentException}. */
  public static final class Builder {

    private final long events;
    private final Map<Quirk, Double> shares = new EnumMap<>(Quirk.class);
    private long seed = 42;
    private Instant start = DEFAULT_START;
    private double eventsPerSecond;
    private int users;
    private int crawlers;
    private int copies = 1;
    private Duration copiesWithin = DEFAULT_COPIES_WITHIN;

    private Builder(long events) {
      require(events > 0, "the number of events must be positive");
      this.events = events;
      for (Quirk quirk : Quirk.values()) {
        shares.put(quirk, quirk.defaultShare());
      }
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * For a live stream: the present, so that {@code ts} and {@code ingest_ts} follow the clock.
     */
    public Builder start(Instant value) {
      start = value;
      return this;
    }

    /** Events per second of event time: how densely the events lie, not how fast they are made. */
    public Builder eventsPerSecond(double value) {
      require(value > 0, "the events per second must be positive");
      eventsPerSecond = value;
      return this;
    }

    /** How long all events last in event time, in place of a rate. */
    public Builder span(Duration value) {
      require(value.toMillis() > 0, "the span must be positive");
      return eventsPerSecond(events * 1000.0 / value.toMillis());
    }

    /** Size of the population; by default one user for 40 events. */
    public Builder users(int value) {
      require(value > 0, "the number of users must be positive");
      users = value;
      return this;
    }

    /** Visits of more than 10,000 page views within 90 minutes each; none by default. */
    public Builder crawlers(int value) {
      require(value >= 0, "the number of crawlers is negative");
      crawlers = value;
      return this;
    }

    /** How often every record comes, the same bytes each time; they all count as events. */
    public Builder copies(int value) {
      require(value > 0, "the number of copies must be positive");
      copies = value;
      return this;
    }

    /** Time in which the copies of a record come. */
    public Builder copiesWithin(Duration value) {
      require(value.toMillis() > 0, "the time of the copies must be positive");
      copiesWithin = value;
      return this;
    }

    /** The share of events with a quirk, 0 to 1. */
    public Builder share(Quirk quirk, double value) {
      require(value >= 0 && value <= 1, "the share of " + quirk + " must lie between 0 and 1");
      shares.put(quirk, value);
      return this;
    }

    public GeneratorOptions build() {
      require(
          events < Long.MAX_VALUE || eventsPerSecond > 0,
          "a stream without end wants a number of events per second");
      return new GeneratorOptions(this);
    }

    private double rateOfDefaultSpan() {
      return events * 1000.0 / DEFAULT_SPAN.toMillis();
    }

    private static void require(boolean met, String otherwise) {
      if (!met) {
        throw new IllegalArgumentException(otherwise);
      }
    }
  }
}
