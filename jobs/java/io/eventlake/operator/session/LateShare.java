package io.eventlake.operator.session;

import java.util.Locale;
import java.util.Optional;

/** What to say at the end of an input of the events that came too late for their sessions. */
public final class LateShare {

  /** As the check {@code few} of {@code ops.late_events} has it. */
  private static final long ONE_IN = 1_000;

  private LateShare() {}

  /**
   * A warning with its remedy where more than one event in a thousand was late.
   *
   * @param late of the distinct events
   * @param events distinct events
   */
  public static Optional<String> warning(long late, long events) {
    if (late * ONE_IN <= events) {
      return Optional.empty();
    }

    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d of %d events (%.1f %%) came after the state of their session was gone: they are in"
                + " silver.events and ops.late_events, but in no session. A rebuild of"
                + " their days puts them there; ./eventlake run --help shows one",
            late,
            events,
            100.0 * late / events));
  }
}
