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

  public RowData row(CaliperItem item, Delivery delivery, EventTimes times) {
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
        .value("ingest_dt", Columns.day(times.arrivalMillis))
        .end();
  }
}
