package io.eventlake.table.rows;

import io.eventlake.event.Session;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code silver.sessions}, in the order of its columns. */
public final class SessionRows {

  private SessionRows() {}

  /** The row with the session's row kind; a retraction has only the key columns. */
  public static RowData row(Session session) {
    return GenericRowData.ofKind(
        session.rowKind,
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.timestamp(session.startMillis),
        Columns.timestamp(session.endMillis),
        session.pageViews,
        session.interactions,
        session.clicks,
        Columns.text(session.firstPageUrl),
        Columns.text(session.lastPageUrl),
        Columns.text(session.variant),
        Columns.text(session.country),
        Columns.day(session.startMillis),
        session.events,
        session.truncated,
        session.revision);
  }
}
