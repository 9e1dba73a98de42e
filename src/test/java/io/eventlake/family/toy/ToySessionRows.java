package io.eventlake.family.toy;

import io.eventlake.event.Session;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code silver.sessions}, in the order of its columns. */
final class ToySessionRows {

  private ToySessionRows() {}

  /** Of a retraction only the key columns are told. */
  static RowData row(Session session) {
    return GenericRowData.of(
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.timestamp(session.startMillis),
        Columns.timestamp(session.endMillis),
        session.sum(ToyTally.PIECES),
        Columns.day(session.startMillis),
        session.events,
        session.truncated,
        session.revision,
        session.idDerived);
  }
}
