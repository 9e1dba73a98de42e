package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;
import io.eventlake.table.rows.SilverColumns;
import org.apache.flink.table.data.StringData;

/** Says of an event that it came too late for its session. */
public final class LateEvents {

  private LateEvents() {}

  /**
   * @param watermark event-time watermark when it was processed, epoch milliseconds
   */
  public static LateEvent of(EventEnvelope event, long watermark, SilverColumns columns) {
    LateEvent late = new LateEvent();
    late.eventId = columns.eventId(event.silver);
    late.eventType = event.eventType;
    late.sessionId = columns.sessionId(event.silver);
    StringData user = columns.userId(event.silver);
    late.userId = user == null ? null : user.toString();
    late.tsMicros = columns.timestampMicros(event.silver);
    late.eventTimeMillis = event.eventTimeMillis;
    late.arrivalMillis = event.arrivalMillis;
    late.watermarkMillis = watermark;
    return late;
  }
}
