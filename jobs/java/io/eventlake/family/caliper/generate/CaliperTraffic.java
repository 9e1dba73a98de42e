package io.eventlake.family.caliper.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** What learning to generate; the same options give the same bytes on every machine. */
public final class CaliperTraffic {

  /** Where event time begins unless told otherwise, so that a seed alone names a data set. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  /** How long the events last unless told otherwise. */
  public static final Duration DEFAULT_SPAN = Duration.ofHours(6);

  private static final int EVENTS_PER_LEARNER = 60;
  private static final int FEWEST_LEARNERS = 30;
  private static final int MOST_LEARNERS = 100_000;

  /** Grades come in bulk so often; every night where the traffic lasts long enough. */
  private static final int GRADINGS = 4;

  private static final long LONGEST_GRADING_MILLIS = Duration.ofDays(1).toMillis();

  final long events;
  private final Map<CaliperQuirk, Double> shares = new EnumMap<>(CaliperQuirk.class);
  private long seed = 42;
  private Instant start = DEFAULT_START;
  private Duration span = DEFAULT_SPAN;
  private Duration warmUp = Duration.ZERO;

  /** Null where it goes by the span. */
  private Duration grading;

  private CaliperTraffic(long events) {
    if (events <= 0) {
      throw new IllegalArgumentException("the number of events must be positive");
    }

    this.events = events;
    for (CaliperQuirk quirk : CaliperQuirk.values()) {
      shares.put(quirk, quirk.defaultShare());
    }
  }

  /** Traffic of so many items of envelopes. */
  public static CaliperTraffic events(long events) {
    return new CaliperTraffic(events);
  }

  public CaliperTraffic seed(long value) {
    seed = value;
    return this;
  }

  /** When the first event happens, at the earliest. */
  public CaliperTraffic start(Instant value) {
    start = value;
    return this;
  }

  /** How long all events last in event time, about. */
  public CaliperTraffic span(Duration value) {
    if (value.toMillis() <= 0) {
      throw new IllegalArgumentException("the span must be positive");
    }

    span = value;
    return this;
  }

  /** How long sittings go on before the start unseen, so that traffic begins in full flow. */
  public CaliperTraffic warmUp(Duration value) {
    warmUp = value;
    return this;
  }

  /**
   * How often grades are sent; a quarter of the span, but no less than every night, unless told.
   */
  public CaliperTraffic gradingEvery(Duration value) {
    grading = value;
    return this;
  }

  /** The share of items, envelopes or sittings with a quirk, 0 to 1. */
  public CaliperTraffic share(CaliperQuirk quirk, double value) {
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

  /** When the first sitting begins, epoch milliseconds. */
  long firstSittingMillis() {
    return start.minus(warmUp).toEpochMilli();
  }

  double share(CaliperQuirk quirk) {
    return shares.get(quirk);
  }

  double millisPerEvent() {
    return (double) span.toMillis() / events;
  }

  int learners() {
    return (int) Math.max(FEWEST_LEARNERS, Math.min(MOST_LEARNERS, events / EVENTS_PER_LEARNER));
  }

  /** When the grades of a moment are sent, epoch milliseconds. */
  long gradingAfter(long millis) {
    long period =
        grading != null
            ? grading.toMillis()
            : Math.max(1, Math.min(LONGEST_GRADING_MILLIS, span.toMillis() / GRADINGS));
    long begin = start.toEpochMilli();
    return begin + (Math.floorDiv(millis - begin, period) + 1) * period;
  }
}
