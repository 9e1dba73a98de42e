package io.eventlake.family.web;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import org.apache.flink.table.data.RowData;

/** Puts an event's key, ids and times around its silver row. */
final class WebEnvelopes {

  private WebEnvelopes() {}

  static EventEnvelope of(WebEvent event, EventTimes times, String shardId, RowData silver) {
    EventEnvelope envelope = new EventEnvelope();
    setKey(
        envelope,
        event.stringOrNull(WebProperty.SESSION_ID),
        event.stringOrNull(WebProperty.USER_ID_HASH),
        event.string(WebProperty.EVENT_ID));
    envelope.eventType = event.string(WebProperty.EVENT_TYPE).toString();
    envelope.idHigh = event.idHigh();
    envelope.idLow = event.idLow();
    envelope.eventTimeMillis = times.eventMillis;
    envelope.arrivalMillis = times.arrivalMillis;
    envelope.shardId = shardId;
    envelope.silver = silver;
    return envelope;
  }

  /** By session, else by user, else by the event itself; an empty string must come as null. */
  static void setKey(EventEnvelope envelope, Object session, Object user, Object eventId) {
    if (session != null) {
      envelope.keyKind = KeyKind.SESSION;
      envelope.key = "s:" + session;
    } else if (user != null) {
      envelope.keyKind = KeyKind.USER;
      envelope.key = "u:" + user;
    } else {
      envelope.keyKind = KeyKind.NONE;
      envelope.key = "e:" + eventId;
    }
  }
}
