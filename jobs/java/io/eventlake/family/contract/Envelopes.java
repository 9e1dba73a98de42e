package io.eventlake.family.contract;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import org.apache.flink.table.data.RowData;

/** Puts an event's key, ids and times around its silver row. */
public final class Envelopes {

  private Envelopes() {}

  static EventEnvelope of(EventValues event, EventTimes times, String shardId, RowData silver) {
    EventEnvelope envelope = new EventEnvelope();
    setKey(
        envelope,
        event.first(event.contract().session),
        event.first(event.contract().user),
        event.id());
    envelope.eventType = event.eventType();
    envelope.idHigh = event.idHigh();
    envelope.idLow = event.idLow();
    envelope.eventTimeMillis = times.eventMillis;
    envelope.arrivalMillis = times.arrivalMillis;
    envelope.shardId = shardId;
    envelope.silver = silver;
    return envelope;
  }

  /** By session, else by user, else by the event itself; an empty string must come as null. */
  public static void setKey(EventEnvelope envelope, Object session, Object user, Object eventId) {
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
