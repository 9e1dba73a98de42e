package io.eventlake.family.caliper.item;

import io.eventlake.family.contract.EventTimes;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Makes rows of {@code bronze.events}. */
public final class BronzeRows {

  private final NamedRow row;

  /**
   * @param type of the table's rows
   */
  public BronzeRows(RowType type) {
    row = new NamedRow(type);
  }

  /** The row of an event. */
  public RowData event(CaliperItem item, Delivery delivery, EventTimes times) {
    return begin(item, delivery, times).end();
  }

  /**
   * The row of a describe.
   *
   * @param values has the describe
   */
  public RowData entity(CaliperItem item, ItemValues values, Delivery delivery, EventTimes times) {
    RowData entity = Describes.row(item, values, delivery.sendMicros, times.arrivalMillis);
    return begin(item, delivery, times).value("entity", entity).end();
  }

  private NamedRow begin(CaliperItem item, Delivery delivery, EventTimes times) {
    return row.begin()
        .text("event_id", item.eventId.toString())
        .text("kind", item.event ? "event" : "entity")
        .text("event_type", item.type)
        .text("id", item.id)
        .text("action", item.action)
        .text("profile", item.profile)
        .micros("ts", item.event ? Long.valueOf(item.micros) : null)
        .text("session_id", item.sessionId())
        .text("user_id_hash", item.learner)
        .texts("person_ids", delivery.personIds)
        .text("payload", item.payload)
        .text("sensor", delivery.sensor)
        .micros("send_ts", delivery.sendMicros)
        .text("data_version", delivery.dataVersion)
        .value("event_index", delivery.place.index)
        .value("event_count", delivery.place.count)
        .text("rules", delivery.rules)
        .texts("warnings", delivery.warnings)
        .value("arrival_ts", Columns.timestamp(times.arrivalMillis))
        .text("shard_id", delivery.record.shardId)
        .text("sequence_number", delivery.record.sequenceNumber)
        .value("sub_sequence_number", delivery.record.subSequenceNumber)
        .value("clock_skewed", times.skewed)
        .value("ingest_dt", Columns.day(times.arrivalMillis));
  }
}
