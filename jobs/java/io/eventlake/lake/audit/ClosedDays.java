package io.eventlake.lake.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The days of which no event can be in a session that is still open: only these are remembered. An
 * open session is no older than its longest duration before the time that its last event has at
 * least; and an event arrives at most the tolerated skew before its time.
 */
final class ClosedDays {

  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Instant until;

  /**
   * @param openSince the time that the last event of an open session has at least
   * @param longest the longest duration of a session
   */
  ClosedDays(Instant openSince, Duration longest) {
    this.until = openSince.minus(longest).minus(SKEW);
  }

  boolean contains(LocalDate day) {
    return !day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(until);
  }
}
