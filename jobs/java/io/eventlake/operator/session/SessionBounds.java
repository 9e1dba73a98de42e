package io.eventlake.operator.session;

import java.io.Serializable;
import java.time.Duration;

/** The times and sizes that make and bound a session (design: semantics, section 4). */
public final class SessionBounds implements Serializable {

  private static final long serialVersionUID = 1L;

  public final long gapMillis;
  public final long horizonMillis;

  /** How long after its last event a session is corrected; no less than the gap. */
  public final long correctionMillis;

  public final long maxDurationMillis;
  public final long maxEvents;

  /** A session is corrected as long as it is remembered. */
  public SessionBounds(Duration gap, Duration horizon, Duration maxDuration, long maxEvents) {
    this(gap, horizon, null, maxDuration, maxEvents);
  }

  /**
   * @param gap silence that ends a session
   * @param horizon how late an event may come to be deduplicated and to correct its session
   * @param correction how long after its last event a session is corrected; null for as long as it
   *     is remembered
   * @param maxDuration longest session
   * @param maxEvents most events of a session
   */
  public SessionBounds(
      Duration gap, Duration horizon, Duration correction, Duration maxDuration, long maxEvents) {
    this.gapMillis = gap.toMillis();
    this.horizonMillis = horizon.toMillis();
    this.correctionMillis =
        correction == null ? Long.MAX_VALUE : Math.max(gap.toMillis(), correction.toMillis());
    this.maxDurationMillis = maxDuration.toMillis();
    this.maxEvents = maxEvents;
  }
}
