package io.eventlake.table.rows;

import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Rows of {@code gold.fact_funnel}, in the order of its columns. */
public final class FunnelRows {

  private FunnelRows() {}

  /** The row with the session's row kind; a retraction has only the key columns. */
  public static RowData row(SessionWithSegments input) {
    Session session = input.session;
    return GenericRowData.ofKind(
        session.rowKind,
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.timestamp(session.startMillis),
        session.sawComparison,
        session.interactions > 0,
        session.clicks > 0,
        Columns.text(session.clickTarget),
        session.payoutCents,
        array(input.segments),
        Columns.text(session.variant),
        Columns.text(session.country),
        Columns.day(session.startMillis),
        input.segments == null ? null : Columns.text(String.join(",", input.segments)),
        input.segments != null);
  }

  private static GenericArrayData array(String[] texts) {
    if (texts == null) {
      return null;
    }

    StringData[] elements = new StringData[texts.length];
    for (int i = 0; i < texts.length; i++) {
      elements[i] = StringData.fromString(texts[i]);
    }

    return new GenericArrayData(elements);
  }
}
