package io.eventlake.table.rows;

import io.eventlake.event.LateEvent;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code ops.late_events}, in the order of its columns. */
public final class LateEventRows {

  private LateEventRows() {}

  public static RowData row(LateEvent event) {
    return GenericRowData.of(
        Columns.text(event.eventId),
        Columns.text(event.eventType),
        Columns.text(event.sessionId),
        Columns.text(event.userId),
        Columns.timestampMicros(event.tsMicros),
        Columns.day(event.eventTimeMillis),
        Columns.timestamp(event.arrivalMillis),
        Columns.timestamp(event.watermarkMillis));
  }
}
