package io.eventlake.family.web;

import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Rows of {@code gold.fact_funnel}, in the order of its columns. */
final class WebFunnelRows {

  private WebFunnelRows() {}

  /** Of a retraction only the key columns are told. */
  static RowData row(SessionWithSegments input) {
    Session session = input.session;
    return GenericRowData.of(
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.timestamp(session.startMillis),
        session.flag(WebSessionTally.COMPARISON),
        session.sum(WebSessionTally.INTERACTIONS) > 0,
        session.sum(WebSessionTally.CLICKS) > 0,
        Columns.text(session.text(WebSessionTally.CLICK_TARGET)),
        session.sum(WebSessionTally.PAYOUT_CENTS),
        array(input.segments),
        Columns.text(session.text(WebSessionTally.VARIANT)),
        Columns.text(session.text(WebSessionTally.COUNTRY)),
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
