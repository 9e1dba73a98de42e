package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Decides what an event does to the sessions of its key, and when those are written and forgotten
 * (design: semantics, section 4).
 *
 * <p>A session outlives every event that could belong to it and is not late: a named session is
 * kept until its longest possible end plus the horizon, a user's until its end plus gap plus
 * horizon. So an event finds no session either because it is the first, or because it is older than
 * the watermark by the horizon: then it is late.
 */
final class SessionRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What became of an event that is no duplicate. */
  enum Placement {
    IN_SESSION,
    NO_SESSION,
    BEYOND_BOUND,
    LATE
  }

  private final SessionBounds bounds;
  private final SessionFacts facts;

  SessionRules(SessionBounds bounds, SessionFacts facts) {
    this.bounds = bounds;
    this.facts = facts;
  }

  /** Until when a repetition of the event is dropped, epoch milliseconds. */
  long seenUntil(EventEnvelope event, long watermark) {
    return plus(Math.max(event.eventTimeMillis, watermark), bounds.horizonMillis);
  }

  /** Puts an event that was not seen before where it belongs. */
  Placement place(SessionState state, EventEnvelope event, long watermark) {
    if (event.keyKind == KeyKind.NONE || !facts.hasSessions()) {
      return Placement.NO_SESSION;
    }

    int first = firstMatch(state, event);
    state.lastEventMillis = Math.max(state.lastEventMillis, event.eventTimeMillis);
    if (first < 0) {
      return placeAlone(state, event, watermark);
    }

    boolean bridges =
        event.keyKind == KeyKind.USER
            && first + 1 < state.sessions.size()
            && matches(state, state.sessions.get(first + 1), event);
    SessionAggregate earlier = state.sessions.get(first);
    SessionAggregate later = state.sessions.get(bridges ? first + 1 : first);
    if (earlier.settled || later.settled) {
      return fits(earlier, later, event, earlier.events) ? Placement.LATE : Placement.BEYOND_BOUND;
    }

    return bridges ? bridge(state, first, event) : join(state.sessions.get(first), event);
  }

  /** Whether the session has changes and the watermark has passed its last event by the gap. */
  boolean closes(SessionAggregate session, long watermark) {
    return session.changed && plus(session.end, bounds.gapMillis) <= watermark;
  }

  /** When something is next to be done with the session, epoch milliseconds. */
  private long dueTime(SessionState state, SessionAggregate session, KeyKind kind) {
    if (session.changed) {
      return plus(session.end, bounds.gapMillis);
    }

    long forgotten = forgetTime(state, session, kind);
    return session.settled ? forgotten : Math.min(forgotten, settleTime(session, kind));
  }

  /** The earliest time at which anything of the key is due: it has one timer. */
  long dueTime(SessionState state, KeyKind kind, long watermark) {
    long next = state.sessions.isEmpty() ? state.idsDue() : Long.MAX_VALUE;
    for (SessionAggregate session : state.sessions) {
      next = Math.min(next, dueTime(state, session, kind));
    }

    // What is overdue waits for the next watermark, so that one correction takes in all that came.
    return Math.max(next, plus(watermark, 1));
  }

  /** Keeps of sessions that are corrected no more only that they were there. */
  void settle(SessionState state, KeyKind kind, long watermark) {
    for (SessionAggregate session : state.sessions) {
      if (!session.changed && !session.settled && settleTime(session, kind) <= watermark) {
        session.settle();
      }
    }
  }

  /** When to look again for ids that can be forgotten, epoch milliseconds. */
  long nextOverflowExpiry(long now) {
    return plus(now, bounds.horizonMillis / 4);
  }

  /** When the session can no longer change, epoch milliseconds. */
  long forgetTime(SessionState state, SessionAggregate session, KeyKind kind) {
    long lastPossible =
        kind == KeyKind.SESSION
            ? Math.max(plus(session.start, bounds.maxDurationMillis), state.lastEventMillis)
            : plus(session.end, bounds.gapMillis);
    return plus(lastPossible, bounds.horizonMillis);
  }

  /**
   * When the session is corrected no more. What belongs to it and is not behind the watermark comes
   * before: until then a named session may go on, and a user's has its gap.
   */
  private long settleTime(SessionAggregate session, KeyKind kind) {
    long corrected = plus(session.end, bounds.correctionMillis);
    return kind == KeyKind.SESSION
        ? Math.max(corrected, plus(session.start, bounds.maxDurationMillis))
        : corrected;
  }

  /** Whether nothing of the key is left at that time if nothing comes until then. */
  boolean forgottenBy(SessionState state, KeyKind kind, long millis) {
    if (state.overflowed || SeenIds.millisOf(state.seenUntilHour) > millis) {
      return false;
    }

    for (SessionAggregate session : state.sessions) {
      if (session.changed || forgetTime(state, session, kind) > millis) {
        return false;
      }
    }

    return true;
  }

  /** Forgets the sessions that can no longer change. */
  void forget(SessionState state, KeyKind kind, long watermark) {
    Iterator<SessionAggregate> sessions = state.sessions.iterator();
    while (sessions.hasNext()) {
      SessionAggregate session = sessions.next();
      if (!session.changed && forgetTime(state, session, kind) <= watermark) {
        sessions.remove();
      }
    }
  }

  private Placement placeAlone(SessionState state, EventEnvelope event, long watermark) {
    if (plus(event.eventTimeMillis, bounds.horizonMillis) <= watermark) {
      return Placement.LATE;
    }

    SessionAggregate session = SessionAggregate.startingWith(event);
    session.add(event, facts);
    int position = 0;
    while (position < state.sessions.size() && state.sessions.get(position).start < session.start) {
      position++;
    }

    state.sessions.add(position, session);
    return Placement.IN_SESSION;
  }

  private Placement join(SessionAggregate session, EventEnvelope event) {
    if (fits(session, session, event, session.events)) {
      session.add(event, facts);
      return Placement.IN_SESSION;
    }

    if (!session.truncated) {
      session.truncated = true;
      session.changed = true;
    }

    return Placement.BEYOND_BOUND;
  }

  /** The event closes the gap between two sessions of a user, which become one if it fits. */
  private Placement bridge(SessionState state, int first, EventEnvelope event) {
    SessionAggregate earlier = state.sessions.get(first);
    SessionAggregate later = state.sessions.get(first + 1);
    if (fits(earlier, later, event, earlier.events + later.events)) {
      earlier.merge(later, facts);
      state.sessions.remove(first + 1);
      earlier.add(event, facts);
      return Placement.IN_SESSION;
    }

    return fits(earlier, earlier, event, earlier.events)
        ? join(earlier, event)
        : join(later, event);
  }

  private boolean fits(
      SessionAggregate first, SessionAggregate last, EventEnvelope event, long events) {
    long start = Math.min(first.start, event.eventTimeMillis);
    long end = Math.max(last.end, event.eventTimeMillis);
    long noteBytes = first.noteBytes() + (first == last ? 0 : last.noteBytes());
    return end - start <= bounds.maxDurationMillis
        && events < bounds.maxEvents
        && noteBytes < SessionNotes.MOST_BYTES;
  }

  /** The session that the event belongs to; of a user's two that it bridges, the first. */
  private int firstMatch(SessionState state, EventEnvelope event) {
    int found = -1;
    for (int i = 0; i < state.sessions.size(); i++) {
      SessionAggregate session = state.sessions.get(i);
      if (!matches(state, session, event)) {
        continue;
      }

      if (event.keyKind == KeyKind.USER) {
        return i;
      }

      // What came when the id was back keeps the sessions before from being forgotten.
      if (found < 0 || comesBack(state.sessions.get(i - 1), event)) {
        found = i;
      }
    }

    return found;
  }

  /** Whether a named session's events would have been forgotten when its id came back with this. */
  private boolean comesBack(SessionAggregate session, EventEnvelope event) {
    long last = Math.max(plus(session.start, bounds.maxDurationMillis), session.end);
    return event.eventTimeMillis >= plus(last, bounds.horizonMillis);
  }

  /**
   * A named session takes every event that is not so far from it that, in order of time, it would
   * have been forgotten in between: an id that comes back later is another session.
   */
  private boolean matches(SessionState state, SessionAggregate session, EventEnvelope event) {
    long time = event.eventTimeMillis;
    if (event.keyKind == KeyKind.SESSION) {
      return time < forgetTime(state, session, KeyKind.SESSION)
          && session.start - time < bounds.maxDurationMillis + bounds.horizonMillis;
    }

    return time - session.end < bounds.gapMillis && session.start - time < bounds.gapMillis;
  }

  private static long plus(long millis, long duration) {
    return millis > Long.MAX_VALUE - duration ? Long.MAX_VALUE : millis + duration;
  }
}
