package io.eventlake.event;

import org.apache.flink.types.RowKind;

/**
 * A session as it is written: what its family sums up of its events, and whether this record
 * inserts it, retracts what was written before, or replaces that.
 */
public class Session extends OldSession {

  private static final EventNote[] NO_NOTES = {};

  /** INSERT, UPDATE_BEFORE (retracts the revision before) or UPDATE_AFTER. */
  public RowKind rowKind;

  public String sessionId;

  /**
   * True when the id was made by the lake and not sent; null in a retraction, and in what release
   * 0.1.0 wrote.
   */
  public Boolean idDerived;

  public String userId;

  /** Event time of the first and last event, epoch milliseconds, UTC. */
  public long startMillis;

  public long endMillis;
  public long events;
  public boolean truncated;
  public int revision;

  /** As the family's tally has them; null in a retraction, and where only its row is known. */
  public long[] sums;

  /** One bit each. */
  public int flags;

  /** As {@link #sums}; each may be null. */
  public String[] texts;

  /**
   * What the family keeps of the session's events, in their order, each once; of a retraction as
   * they were when that row was written. Null where there are none.
   */
  public EventNote[] notes;

  /** A sum; 0 where nothing is told of them. */
  public long sum(int index) {
    return sums == null ? 0 : sums[index];
  }

  /** Whether any of the bits is set. */
  public boolean flag(int bits) {
    return (flags & bits) != 0;
  }

  /** A text; null where there is none, or nothing is told of them. */
  public String text(int index) {
    return texts == null ? null : texts[index];
  }

  /** The notes; none where nothing is told of them. */
  public EventNote[] notesOrNone() {
    return notes == null ? NO_NOTES : notes;
  }
}
