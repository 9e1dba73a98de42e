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

  /** The event of a row of the table; of its event time the day is known. */
  public static LateEvent event(RowData row) {
    LateEvent event = new LateEvent();
    event.eventId = Columns.string(row, 0);
    event.eventType = Columns.string(row, 1);
    event.sessionId = Columns.string(row, 2);
    event.userId = Columns.string(row, 3);
    event.tsMicros = Columns.micros(row, 4);
    event.eventTimeMillis = Columns.startOfDay(row.getInt(5));
    event.arrivalMillis = Columns.millis(row, 6);
    event.watermarkMillis = Columns.millis(row, 7);
    return event;
  }
}
