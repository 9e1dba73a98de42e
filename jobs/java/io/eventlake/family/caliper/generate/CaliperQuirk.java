package io.eventlake.family.caliper.generate;

/** What makes real traffic hard, with the share of items, envelopes or sittings that have it. */
public enum CaliperQuirk {
  /** The same envelope again: within seconds, or up to 20 minutes later. */
  RETRY(0.015),
  /** An item again by a hub that passes it on: another sensor, another envelope. */
  FORWARDED(0.01),
  /** Arrives 1 to 25 seconds late. */
  OUT_OF_ORDER(0.05),
  /** Arrives a minute to 5 hours late, so that some sessions are corrected. */
  LATE(0.01),
  /** Sittings that begin with what somebody or something is. */
  DESCRIBE(0.1),
  /** Sittings of somebody who is not told. */
  ANONYMOUS(0.04),
  /** Sittings without a session. */
  WITHOUT_SESSION(0.06),
  /** Sittings in which another learner takes over, in the same session. */
  SHARED(0.01),
  /** Null and empty values for what is absent. */
  NULLS(0.03),
  /** A property that the standard does not know. */
  UNKNOWN_PROPERTY(0.02),
  /** A context that is written inline. */
  INLINE_CONTEXT(0.01),
  /** A context of 1.1 in an envelope of 1.2. */
  OLD_CONTEXT(0.01),
  /** A grade that is given again, with another score, at the next time of grading. */
  REGRADE(0.1),
  /** Breaks the rules, each flaw equally often. */
  MALFORMED(0.01),
  /** An envelope once more, of which no item can be addressed. */
  BROKEN_ENVELOPE(0.002);

  private final double defaultShare;

  CaliperQuirk(double defaultShare) {
    this.defaultShare = defaultShare;
  }

  /** Between 0 and 1. */
  public double defaultShare() {
    return defaultShare;
  }
}
