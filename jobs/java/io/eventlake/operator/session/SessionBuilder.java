package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.Session;
import java.util.function.Consumer;

/**
 * The sessions of one key from all of its events, by the rules of the stream but with all the time
 * in the world: nothing is late.
 */
public final class SessionBuilder {

  private static final long NO_WATERMARK = Long.MIN_VALUE;

  private final String key;
  private final SessionRules rules;
  private final SessionTally tally;
  private final SessionState state = new SessionState();

  /**
   * @param key the session key, as on the envelope
   */
  public SessionBuilder(String key, SessionBounds bounds, SessionFacts facts) {
    this.key = key;
    this.tally = facts.tally;
    this.rules = new SessionRules(bounds, facts);
  }

  /**
   * Puts a distinct event into its session.
   *
   * @return false when it lies beyond the session's bounds
   */
  public boolean place(EventEnvelope event) {
    return rules.place(state, event, NO_WATERMARK) == SessionRules.Placement.IN_SESSION;
  }

  /** Takes note of an event that is known to lie beyond its session's bounds. */
  public void leaveOut(EventEnvelope event) {
    state.lastEventMillis = Math.max(state.lastEventMillis, event.eventTimeMillis);
  }

  /** Writes every session, as if for the first time. */
  public void write(Consumer<Session> output) {
    for (SessionAggregate session : state.sessions) {
      SessionChanges.write(session, key, tally, output);
    }
  }
}
