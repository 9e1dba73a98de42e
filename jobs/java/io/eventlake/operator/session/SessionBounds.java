package io.eventlake.operator.session;

import java.io.Serializable;
import java.time.Duration;

/** The times and sizes that make and bound a session (design: semantics, section 4). */
public final class SessionBounds implements Serializable {

  private static final long serialVersionUID = 1L;

  public final long gapMillis;
  public final long horizonMillis;
  public final long maxDurationMillis;
  public final long maxEvents;

  /**
   * @param gap silence that ends a session
   * @param horizon how late an event may come to be deduplicated and to correct its session
   * @param maxDuration longest session
   * @param maxEvents most events of a session
   */
  public SessionBounds(Duration gap, Duration horizon, Duration maxDuration, long maxEvents) {
    this.gapMillis = gap.toMillis();
    this.horizonMillis = horizon.toMillis();
    this.maxDurationMillis = maxDuration.toMillis();
    this.maxEvents = maxEvents;
  }
}
