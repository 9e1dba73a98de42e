package io.eventlake.operator.decode;

import io.eventlake.event.EventEnvelope;
import java.io.Serializable;
import org.apache.flink.table.data.RowData;

/**
 * Makes envelopes of rows that the lake holds: what a rebuild has in place of raw records. Used by
 * one task thread.
 */
public interface StoredEvents extends Serializable {

  /**
   * What the decoder made of the record that is this row of {@code bronze.events}, but for the
   * event's place in a session; null for what is no event.
   */
  EventEnvelope ofBronze(RowData bronze);

  /** The envelope with a copy of this row of {@code silver.events}; of no shard. */
  EventEnvelope ofSilver(RowData silver);

  /** The session key of an event with these ids, each null where there is none. */
  String key(String sessionId, String userIdHash, String eventId);
}
