package io.eventlake.family.web.generate;

/** What makes real traffic hard, with the share of events (or visits) that have it by default. */
public enum Quirk {
  /** The same bytes again: two of three within seconds, the third up to 20 minutes later. */
  DUPLICATE(0.015),
  /** The browser sends an event again, under its id: {@code ingest_ts} and the order differ. */
  RESENT(0.005),
  /** No {@code event_id}; a quarter of these is sent again with the same content. */
  WITHOUT_ID(0.03),
  /** Overtaken by others: arrives 1 to 25 seconds late. */
  OUT_OF_ORDER(0.05),
  /** Arrives a minute to 5 hours late, so that some sessions are corrected after they closed. */
  LATE(0.01),
  /**
   * Arrives 50 to 54 hours late: a session that may last 24 hours and be corrected for another 24
   * is forgotten then. Off by default: it takes a stream that spans more than 50 hours, read in
   * order of arrival so that watermarks keep pace.
   */
  BEYOND_HORIZON(0),
  /**
   * {@code ts} lies more than 5 minutes, days or years after the arrival. To be 0 where events of
   * the past go into a live stream: it takes them now, and such an event drags the watermark along.
   */
  CLOCK_SKEW(0.003),
  /** Visits whose consent is false, in either of the two shapes. */
  NO_CONSENT(0.04),
  /** A property that the contract does not know. */
  UNKNOWN_PROPERTY(0.01),
  /** An empty string where a value is optional. */
  EMPTY_STRING(0.03),
  /** Breaks the contract, each reason but OVERSIZED equally often. */
  MALFORMED(0.01),
  /** Over 1 MiB. Off by default: one weighs as much as a thousand other events. */
  OVERSIZED(0);

  private final double defaultShare;

  Quirk(double defaultShare) {
    this.defaultShare = defaultShare;
  }

  /** Between 0 and 1. */
  public double defaultShare() {
    return defaultShare;
  }
}
