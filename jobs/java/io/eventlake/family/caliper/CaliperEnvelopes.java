package io.eventlake.family.caliper;

import io.eventlake.event.EventEnvelope;
import io.eventlake.family.caliper.item.CaliperItem;
import io.eventlake.family.caliper.item.ItemValues;
import io.eventlake.family.caliper.item.SilverRows;
import io.eventlake.family.contract.Envelopes;
import io.eventlake.family.contract.EventTimes;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;

/** Makes an event's way to silver. */
final class CaliperEnvelopes {

  private final SilverRows rows;

  /** The same string for all events of a type. */
  private final Map<String, String> types = new HashMap<>();

  /**
   * @param silver type of the rows of {@code silver.events}
   */
  CaliperEnvelopes(RowType silver) {
    rows = new SilverRows(silver);
  }

  /**
   * Of an event.
   *
   * @param values has the event
   * @param rules whose rules took it
   */
  EventEnvelope of(
      CaliperItem event,
      ItemValues values,
      String sensor,
      String rules,
      EventTimes times,
      String shardId) {
    EventEnvelope envelope = new EventEnvelope();
    Envelopes.setKey(envelope, event.sessionId(), event.learner, event.eventId);
    envelope.eventType = type(event.type);
    envelope.idHigh = event.eventId.getMostSignificantBits();
    envelope.idLow = event.eventId.getLeastSignificantBits();
    envelope.eventTimeMillis = times.eventMillis;
    envelope.arrivalMillis = times.arrivalMillis;
    envelope.shardId = shardId;
    envelope.silver = rows.row(event, values, sensor, rules, times);
    return envelope;
  }

  /** One string for each type; there are no more than the rules know. */
  String type(String type) {
    return types.computeIfAbsent(type, any -> type);
  }
}
