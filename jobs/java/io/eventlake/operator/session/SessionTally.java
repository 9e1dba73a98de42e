package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import java.io.Serializable;
import org.apache.flink.table.data.StringData;

/**
 * What a family adds up of the events of a session: sums, flags, and texts of the first or the last
 * event that has them. An accumulator fixed to arrays, so that the state of a session is small and
 * its step fast; whatever the order of the events, the result is the same.
 *
 * <p>State holds the numbers by position: one that is known keeps its position for ever, and a new
 * one comes after them. Used by one task thread.
 */
public interface SessionTally extends Serializable {

  /** Of a family without sessions: its events are only deduplicated. */
  SessionTally NONE = new NoTally();

  /** How many sums there are. */
  int sums();

  /** How many flags, at most 31. */
  int flags();

  /** How many texts, at most 63. */
  int texts();

  /** Whether the text of the last event counts, not that of the first. */
  boolean ofLast(int text);

  /** Adds an event to the sums; none may run over (see {@link Sums#plus}). */
  void add(EventEnvelope event, long[] sums);

  /**
   * The flags that an event sets, one bit each.
   *
   * @param known those that are set already, so that an event need not be looked at for them
   */
  int flags(EventEnvelope event, int known);

  /** The event's text, or null. Only asked where it would count. */
  StringData text(int text, EventEnvelope event);

  /**
   * What the session keeps of the event by itself, for rows that are no sums; null for nothing.
   * Such notes are handed to the family's row makers in the order of the events. Only asked of a
   * family that has sessions.
   *
   * @return bytes that are not changed any more; a few, since a session keeps them with its state
   */
  default byte[] note(EventEnvelope event) {
    return null;
  }
}
