package io.eventlake.operator.session;

import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** What a session takes from an event, read off the family's silver row. */
public interface SessionFacts extends Serializable {

  /** How a session counts an event. */
  enum Kind {
    PAGE_VIEW,
    INTERACTION,
    CLICK,
    OTHER
  }

  Kind kind(RowData silver);

  String eventId(RowData silver);

  String eventType(RowData silver);

  /** The client's time, epoch microseconds, UTC. */
  long timestampMicros(RowData silver);

  /** Event time as on the envelope, to the minute at least, epoch milliseconds, UTC. */
  long eventTimeMillis(RowData silver);

  /** Notes in the row that its event counts in a session. */
  void setInSession(RowData silver);

  /** Whether the event counts in a session; null in a row of a release that did not say. */
  Boolean inSession(RowData silver);

  /** The session as sent, or null. */
  String sessionId(RowData silver);

  /** The pseudonymous user, or null. */
  StringData userId(RowData silver);

  /** The page, or null. */
  StringData pageUrl(RowData silver);

  /** True when the event is a page view of a comparison page. */
  boolean comparison(RowData silver);

  /** The variant of the experiment, or null. */
  StringData variant(RowData silver);

  /** The country, or null. */
  StringData country(RowData silver);

  /** The target of a click, or null. */
  StringData clickTarget(RowData silver);

  /** The payout of a click in cents, 0 where there is none. */
  long payoutCents(RowData silver);
}
