package io.eventlake.family.site.generate;

/** What makes real traffic hard, with the share of records, events or visits that have it. */
public enum SiteQuirk {
  /** Records with several events: a batch of CloudEvents, or a body with {@code events}. */
  BATCH(0.2),
  /** Bodies that are no CloudEvents but the events themselves. */
  PLAIN(0.06),
  /** {@code data_base64} in place of {@code data}. */
  BASE64(0.02),
  /** Session, user and project as extension attributes. */
  EXTENSIONS(0.05),
  /** The same bytes again: within seconds, or up to 20 minutes later. */
  DUPLICATE(0.015),
  /** One event again, under its id, in another record. */
  RESENT(0.005),
  /** Arrives 1 to 25 seconds late. */
  OUT_OF_ORDER(0.05),
  /** Arrives a minute to 5 hours late, so that some sessions are corrected. */
  LATE(0.01),
  /** Visits of a known user without a session. */
  WITHOUT_SESSION(0.04),
  /** Visits without session and user. */
  ANONYMOUS(0.02),
  /** Videos that are left without a last event. */
  WITHOUT_END(0.2),
  /** A property that the contract does not know. */
  UNKNOWN_PROPERTY(0.01),
  /** A record once more that breaks off before its end. */
  CUT_OFF(0.002),
  /** Breaks the contract, each flaw equally often. */
  MALFORMED(0.01);

  private final double defaultShare;

  SiteQuirk(double defaultShare) {
    this.defaultShare = defaultShare;
  }

  /** Between 0 and 1. */
  public double defaultShare() {
    return defaultShare;
  }
}
