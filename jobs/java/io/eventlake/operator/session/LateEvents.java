package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;

/** Notes of events that came after the state of their session was gone. */
final class LateEvents {

  private LateEvents() {}

  static LateEvent of(EventEnvelope event, SessionFacts facts, long watermark) {
    LateEvent late = new LateEvent();
    late.eventId = facts.eventId(event.silver);
    late.eventType = facts.eventType(event.silver);
    late.sessionId = facts.sessionId(event.silver);
    late.userId = facts.userId(event.silver);
    late.tsMicros = facts.timestampMicros(event.silver);
    late.eventTimeMillis = event.eventTimeMillis;
    late.arrivalMillis = event.arrivalMillis;
    late.watermarkMillis = watermark;
    return late;
  }
}
