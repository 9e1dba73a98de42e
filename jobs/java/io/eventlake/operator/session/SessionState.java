package io.eventlake.operator.session;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is known of one session key: which events were seen, and the sessions that can still
 * change. Read and written once for each event.
 *
 * <p>Bounded: {@link SeenIds#CAPACITY} ids, one session for a named session, for a user the
 * sessions within the horizon; everything goes when the watermark has passed the horizon. The
 * serialized form is {@link SessionStateSerializer}'s.
 */
final class SessionState {

  /** With the list of sessions, but for its array. */
  private static final int OBJECT_BYTES = 80;

  private static final int REFERENCE_BYTES = 4;

  SeenIds seen = new SeenIds();

  /** True when {@link SeenEvents} has ids of the key beyond the capacity. */
  boolean overflowed;

  /** The last hour that any id of the key is kept until. */
  int seenUntilHour = Integer.MIN_VALUE;

  /** When to look for ids in the overflow state that can be forgotten, epoch milliseconds. */
  long expireOverflowAt = Long.MIN_VALUE;

  /** In order of their start; never overlapping. */
  List<SessionAggregate> sessions = new ArrayList<>(1);

  /** Latest event time of any event of the key, those that count in no session included. */
  long lastEventMillis = Long.MIN_VALUE;

  /** The earliest timer that is registered, or {@link Long#MAX_VALUE}. */
  long timer = Long.MAX_VALUE;

  /** True when that timer forgets the key without a look at this state. */
  boolean timerForgets;

  /** When ids can next be forgotten, epoch milliseconds; overflowed ones wait for their walk. */
  long idsDue() {
    long last = SeenIds.millisOf(seenUntilHour);
    return overflowed ? Math.max(last, expireOverflowAt) : last;
  }

  /** Whether a timer is registered that fires with the watermark of that time. */
  boolean hasTimerBy(long millis) {
    return timer != Long.MAX_VALUE && timer <= millis;
  }

  /** Whether a session waits to be written. */
  boolean open() {
    for (SessionAggregate session : sessions) {
      if (session.changed) {
        return true;
      }
    }

    return false;
  }

  boolean empty() {
    return sessions.isEmpty() && seen.size() == 0 && !overflowed;
  }

  /**
   * What it takes on the heap with all its parts; a list of many sessions may have room for more.
   */
  int heapBytes() {
    int bytes = OBJECT_BYTES + seen.heapBytes();
    bytes += HeapBytes.array(Math.max(1, sessions.size()), REFERENCE_BYTES);
    for (SessionAggregate session : sessions) {
      bytes += session.heapBytes();
    }

    return bytes;
  }

  SessionState copy() {
    SessionState copy = new SessionState();
    copy.seen = seen.copy();
    copy.overflowed = overflowed;
    copy.seenUntilHour = seenUntilHour;
    copy.expireOverflowAt = expireOverflowAt;
    copy.sessions = new ArrayList<>(sessions.size());
    for (SessionAggregate session : sessions) {
      copy.sessions.add(session.copy());
    }

    copy.lastEventMillis = lastEventMillis;
    copy.timer = timer;
    copy.timerForgets = timerForgets;
    return copy;
  }
}
