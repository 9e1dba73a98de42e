package io.eventlake.family;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What traffic to generate; whatever a family makes of it, it is the same for the same wishes. */
public final class TrafficWishes {

  /** Enough for decades. */
  private static final long ENDLESS = 1_000_000_000_000L;

  public final long events;
  public final long seed;

  /** When the first event arrives, at the earliest. */
  public final Instant start;

  /** How long all events last in event time, about. */
  public final Duration span;

  /** Of quirks, by name, the share of what has them, 0 to 1. */
  public final Map<String, Double> shares;

  public TrafficWishes(
      long events, long seed, Instant start, Duration span, Map<String, Double> shares) {
    this.events = events;
    this.seed = seed;
    this.start = start;
    this.span = span;
    this.shares = new TreeMap<>(shares);
  }

  /** So many a second from a moment on. */
  public static TrafficWishes live(long events, long seed, Instant start, int perSecond) {
    long most = Math.min(events, ENDLESS);
    Duration span = Duration.ofMillis(Math.max(1, most * 1_000 / perSecond));
    return new TrafficWishes(most, seed, start, span, Map.of());
  }
}
