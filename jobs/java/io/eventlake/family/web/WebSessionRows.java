package io.eventlake.family.web;

import io.eventlake.event.Session;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code silver.sessions}, in the order of its columns. */
final class WebSessionRows {

  private WebSessionRows() {}

  /** Of a retraction only the key columns are told. */
  static RowData row(Session session) {
    return GenericRowData.of(
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.timestamp(session.startMillis),
        Columns.timestamp(session.endMillis),
        (int) session.sum(WebSessionTally.PAGE_VIEWS),
        (int) session.sum(WebSessionTally.INTERACTIONS),
        (int) session.sum(WebSessionTally.CLICKS),
        Columns.text(session.text(WebSessionTally.FIRST_PAGE)),
        Columns.text(session.text(WebSessionTally.LAST_PAGE)),
        Columns.text(session.text(WebSessionTally.VARIANT)),
        Columns.text(session.text(WebSessionTally.COUNTRY)),
        Columns.day(session.startMillis),
        session.events,
        session.truncated,
        session.revision,
        session.idDerived);
  }
}
