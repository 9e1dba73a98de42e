package io.eventlake.family.site.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What traffic of a site to generate; the same options give the same bytes on every machine. */
public final class SiteTraffic {

  /** Where event time begins unless told otherwise, so that a seed alone names a data set. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  /** How long the events last unless told otherwise. */
  public static final Duration DEFAULT_SPAN = Duration.ofHours(6);

  private static final int EVENTS_PER_USER = 60;
  private static final int FEWEST_USERS = 30;
  private static final int MOST_USERS = 100_000;

  final long events;
  private final Map<SiteQuirk, Double> shares = new EnumMap<>(SiteQuirk.class);
  private long seed = 42;
  private Instant start = DEFAULT_START;
  private Duration span = DEFAULT_SPAN;
  private Duration warmUp = Duration.ZERO;

  private SiteTraffic(long events) {
    if (events <= 0) {
      throw new IllegalArgumentException("the number of events must be positive");
    }

    this.events = events;
    for (SiteQuirk quirk : SiteQuirk.values()) {
      shares.put(quirk, quirk.defaultShare());
    }
  }

  /** Traffic of so many events. */
  public static SiteTraffic events(long events) {
    return new SiteTraffic(events);
  }

  public SiteTraffic seed(long value) {
    seed = value;
    return this;
  }

  /** When the first event arrives, at the earliest. */
  public SiteTraffic start(Instant value) {
    start = value;
    return this;
  }

  /** How long all events last in event time, about. */
  public SiteTraffic span(Duration value) {
    if (value.toMillis() <= 0) {
      throw new IllegalArgumentException("the span must be positive");
    }

    span = value;
    return this;
  }

  /** How long visits go on before the start unseen, so that traffic begins in full flow. */
  public SiteTraffic warmUp(Duration value) {
    warmUp = value;
    return this;
  }

  /** The share of records, events or visits with a quirk, 0 to 1. */
  public SiteTraffic share(SiteQuirk quirk, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("the share of " + quirk + " must lie between 0 and 1");
    }

    shares.put(quirk, value);
    return this;
  }

  long seed() {
    return seed;
  }

  Instant start() {
    return start;
  }

  /** When the first visit begins, epoch milliseconds. */
  long firstVisitMillis() {
    return start.minus(warmUp).toEpochMilli();
  }

  double share(SiteQuirk quirk) {
    return shares.get(quirk);
  }

  double millisPerEvent() {
    return (double) span.toMillis() / events;
  }

  int users() {
    return (int) Math.max(FEWEST_USERS, Math.min(MOST_USERS, events / EVENTS_PER_USER));
  }
}
