package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import java.util.Arrays;

/** One session while it can still change: sums over its events, independent of their order. */
final class SessionAggregate {

  private static final int OBJECT_BYTES = 88;

  private static final long[] NOTHING = {};

  /** Event time of the first and last event, epoch milliseconds. */
  long start;

  long end;

  /** The id of the first event, which makes the id of a user's session. */
  long firstHigh;

  long firstLow;

  int pageViews;
  int interactions;
  int clicks;
  long events;
  long payoutCents;
  boolean sawComparison;
  boolean truncated;

  SessionTexts texts = new SessionTexts();

  /** Revision last written; -1 before the first. */
  int revision = -1;

  /** True when events came since the session was last written. */
  boolean changed = true;

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
    long high = event.idHigh;
    long low = event.idLow;
    extend(time, time, high, low);
    events++;
    changed = true;
    count(facts.kind(event.silver));
    sawComparison = sawComparison || facts.comparison(event.silver);
    payoutCents = Payout.sum(payoutCents, facts.payoutCents(event.silver));
    texts.take(event, facts);
  }

  void merge(SessionAggregate other) {
    extend(other.start, other.end, other.firstHigh, other.firstLow);
    pageViews += other.pageViews;
    interactions += other.interactions;
    clicks += other.clicks;
    events += other.events;
    payoutCents = Payout.sum(payoutCents, other.payoutCents);
    sawComparison |= other.sawComparison;
    truncated |= other.truncated;
    texts.take(other.texts);
    revision = Math.max(revision, other.revision);
    changed = true;
    int length = written.length;
    written = Arrays.copyOf(written, length + other.written.length);
    System.arraycopy(other.written, 0, written, length, other.written.length);
  }

  /** What it takes on the heap. */
  int heapBytes() {
    return OBJECT_BYTES
        + texts.heapBytes()
        + (written == NOTHING ? 0 : HeapBytes.array(written.length, Long.BYTES));
  }

  SessionAggregate copy() {
    SessionAggregate copy = new SessionAggregate();
    copy.start = start;
    copy.end = end;
    copy.firstHigh = firstHigh;
    copy.firstLow = firstLow;
    copy.pageViews = pageViews;
    copy.interactions = interactions;
    copy.clicks = clicks;
    copy.events = events;
    copy.payoutCents = payoutCents;
    copy.sawComparison = sawComparison;
    copy.truncated = truncated;
    copy.texts = texts.copy();
    copy.revision = revision;
    copy.changed = changed;
    copy.written = written;
    return copy;
  }

  private void extend(long otherStart, long otherEnd, long otherHigh, long otherLow) {
    if (EventOrder.compare(otherStart, otherHigh, otherLow, start, firstHigh, firstLow) < 0) {
      start = otherStart;
      firstHigh = otherHigh;
      firstLow = otherLow;
    }

    end = Math.max(end, otherEnd);
  }

  private void count(SessionFacts.Kind kind) {
    switch (kind) {
      case PAGE_VIEW:
        pageViews++;
        break;
      case INTERACTION:
        interactions++;
        break;
      case CLICK:
        clicks++;
        break;
      default:
        break;
    }
  }
}
