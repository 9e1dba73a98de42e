package io.eventlake.event;

import org.apache.flink.table.data.RowData;

/**
 * A valid event on its way to silver: the facts that every step needs, and the family's silver row.
 *
 * <p>Mutable and public for its serializer; a step that keeps one copies it.
 */
public class EventEnvelope {

  /** How {@code key} was made. */
  public KeyKind keyKind;

  /**
   * The session key: session id, user or event id by {@code keyKind}, prefixed with {@code s:},
   * {@code u:} or {@code e:} so that the kinds cannot meet.
   */
  public String key;

  /** As in the silver row; the same string for all events of a type. */
  public String eventType;

  /** The event id, a UUID, as two longs. */
  public long idHigh;

  public long idLow;

  /** Event time that is trusted with watermarks and session bounds, epoch milliseconds, UTC. */
  public long eventTimeMillis;

  /** When the stream took the record, epoch milliseconds, UTC. */
  public long arrivalMillis;

  /** Shard (or file) of the record: watermarks are kept per shard. */
  public String shardId;

  /** What the watermark must not pass yet, by the record's source; epoch milliseconds. */
  public long holdMillis = Long.MAX_VALUE;

  /** The row for {@code silver.events}, in the order of the table's columns. */
  public RowData silver;
}
