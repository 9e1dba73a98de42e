package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import java.util.Arrays;

/** One session while it can still change: sums over its events, independent of their order. */
final class SessionAggregate {

  /** Of those in {@link #written}. */
  static final int NUMBERS_OF_ROW = 3;

  private static final int OBJECT_BYTES = 80;

  private static final long[] NOTHING = {};

  /** Event time of the first and last event, epoch milliseconds. */
  long start;

  long end;

  /** The id of the first event, which makes the id of a user's session. */
  long firstHigh;

  long firstLow;

  long events;
  boolean truncated;

  /** The family's, as its {@link SessionTally} has them. */
  long[] sums = NOTHING;

  int flags;
  SessionTexts texts = new SessionTexts();

  /** Null where the family keeps none. */
  SessionNotes notes;

  /** Revision last written; -1 before the first. */
  int revision = -1;

  /** True when events came since the session was last written. */
  boolean changed = true;

  /**
   * True when it was written for good: then only its times are known, sums and texts are gone, and
   * what still comes for it is late.
   */
  boolean settled;

  /**
   * The rows written and not yet retracted, three numbers each: start and id of the first event as
   * written. At most one, or one of each session that grew together. Never changed but replaced.
   */
  long[] written = NOTHING;

  static SessionAggregate startingWith(EventEnvelope event) {
    SessionAggregate session = new SessionAggregate();
    session.start = event.eventTimeMillis;
    session.end = event.eventTimeMillis;
    session.firstHigh = event.idHigh;
    session.firstLow = event.idLow;
    return session;
  }

  void add(EventEnvelope event, SessionFacts facts) {
    long time = event.eventTimeMillis;
    extend(time, time, event.idHigh, event.idLow);
    events++;
    changed = true;
    if (sums.length < facts.sums) {
      // A new one, or one of a release whose family kept less.
      sums = Arrays.copyOf(sums, facts.sums);
    }

    SessionTally tally = facts.tally;
    tally.add(event, sums);
    flags |= tally.flags(event, flags);
    texts.take(event, facts);
    byte[] note = tally.note(event);
    if (note != null) {
      if (notes == null) {
        notes = new SessionNotes(writtenRows());
      }

      notes.add(time, event.idHigh, event.idLow, note);
    }
  }

  void merge(SessionAggregate other, SessionFacts facts) {
    extend(other.start, other.end, other.firstHigh, other.firstLow);
    events += other.events;
    if (sums.length < other.sums.length) {
      sums = Arrays.copyOf(sums, other.sums.length);
    }

    for (int i = 0; i < other.sums.length; i++) {
      sums[i] = Sums.plus(sums[i], other.sums[i]);
    }

    flags |= other.flags;
    truncated |= other.truncated;
    texts.take(other.texts, facts);
    takeNotes(other);
    revision = Math.max(revision, other.revision);
    changed = true;
    int length = written.length;
    written = Arrays.copyOf(written, length + other.written.length);
    System.arraycopy(other.written, 0, written, length, other.written.length);
  }

  /** Forgets all that only another row of it would need. */
  void settle() {
    settled = true;
    sums = NOTHING;
    flags = 0;
    texts = new SessionTexts();
    notes = null;
    written = NOTHING;
  }

  /** How many rows of it are written and not yet retracted. */
  int writtenRows() {
    return written.length / NUMBERS_OF_ROW;
  }

  /** The row as it is now takes the place of those written before. */
  void setWritten() {
    written = new long[] {start, firstHigh, firstLow};
    if (notes != null) {
      notes.setWritten();
    }
  }

  /** Bytes of its notes. */
  int noteBytes() {
    return notes == null ? 0 : notes.bytes();
  }

  /** What it takes on the heap. */
  int heapBytes() {
    return OBJECT_BYTES
        + texts.heapBytes()
        + (notes == null ? 0 : notes.heapBytes())
        + (sums == NOTHING ? 0 : HeapBytes.array(sums.length, Long.BYTES))
        + (written == NOTHING ? 0 : HeapBytes.array(written.length, Long.BYTES));
  }

  SessionAggregate copy() {
    SessionAggregate copy = new SessionAggregate();
    copy.start = start;
    copy.end = end;
    copy.firstHigh = firstHigh;
    copy.firstLow = firstLow;
    copy.events = events;
    copy.truncated = truncated;
    copy.sums = sums == NOTHING ? NOTHING : sums.clone();
    copy.flags = flags;
    copy.texts = texts.copy();
    copy.notes = notes == null ? null : notes.copy();
    copy.revision = revision;
    copy.changed = changed;
    copy.settled = settled;
    copy.written = written;
    return copy;
  }

  /** Before the rows of the other are written ones of this. */
  private void takeNotes(SessionAggregate other) {
    if (notes == null && other.notes == null) {
      return;
    }

    if (notes == null) {
      notes = new SessionNotes(writtenRows());
    }

    notes.addAll(other.notes == null ? new SessionNotes(other.writtenRows()) : other.notes);
  }

  private void extend(long otherStart, long otherEnd, long otherHigh, long otherLow) {
    if (EventOrder.compare(otherStart, otherHigh, otherLow, start, firstHigh, firstLow) < 0) {
      start = otherStart;
      firstHigh = otherHigh;
      firstLow = otherLow;
    }

    end = Math.max(end, otherEnd);
  }
}
