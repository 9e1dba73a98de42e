package io.eventlake.family.xp;

import java.math.BigDecimal;

/** A version of a result. */
public final class XpResult {

  public final String id;
  public final String activity;

  /** Null for content without attempts. */
  public final Integer attempt;

  public final ResultState state;

  /** Fully or partially. */
  public final boolean graded;

  /** Whether another activity awarded the XP. */
  public final boolean banked;

  /** Null where it says none. */
  public final BigDecimal xp;

  /** Microseconds since the epoch, UTC: {@code scoreDate}. */
  public final long scored;

  /** Microseconds since the epoch, UTC: {@code dateLastModified}. */
  public final long modified;

  /**
   * Since when it is so, microseconds since the epoch, UTC: later than {@link #modified} where it
   * was missing, or is there again. No rule asks for it: deliveries do not make a result newer.
   */
  public final long since;

  /**
   * @param version what was delivered
   * @param xp which a deletion may have of the version before
   */
  XpResult(ResultVersion version, ResultState state, BigDecimal xp, long since) {
    this.id = version.id;
    this.activity = version.activity;
    this.attempt = version.attempt;
    this.state = state;
    this.graded = version.graded;
    this.banked = version.banked;
    this.xp = xp;
    this.scored = version.scored;
    this.modified = version.modified;
    this.since = since;
  }

  boolean isActive() {
    return state == ResultState.ACTIVE;
  }

  @Override
  public String toString() {
    return id + ": " + state + " " + xp + " of " + activity + " " + attempt;
  }
}
