package io.eventlake.family.contract;

import io.eventlake.event.RawRecord;
import io.eventlake.table.rows.Columns;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** Makes rows of a family's {@code bronze.events}: values as sent, columns found by name. */
final class BronzeRows {

  private static final String TABLE = "bronze.events";

  /** By these names the audit finds session and user, and counts what it does not find as none. */
  private static final List<String> IDS = List.of("session_id", "user_id_hash");

  private final ValueRows values;
  private final int eventId;
  private final int ingestDt;
  private final int hour;
  private final int arrivalTs;
  private final int shardId;
  private final int sequenceNumber;
  private final int subSequenceNumber;
  private final int eventIndex;
  private final int eventCount;
  private final int clockSkewed;
  private final int unmapped;

  private String lastShardId;
  private StringData lastShard;

  BronzeRows(Contract contract, RowType type) {
    IDS.forEach(id -> requireId(id, type));
    SystemColumns system = system(type);
    ColumnSources sources = sources(contract);
    values = new ValueRows(type, "", sources, system);
    sources.requireAllTaken();
    eventId = system.required("event_id");
    ingestDt = system.required("ingest_dt");
    hour = system.optional("hour");
    arrivalTs = system.required("arrival_ts");
    shardId = system.required("shard_id");
    sequenceNumber = system.required("sequence_number");
    subSequenceNumber = system.required("sub_sequence_number");
    eventIndex = system.required("event_index");
    eventCount = system.required("event_count");
    clockSkewed = system.required("clock_skewed");
    unmapped = system.required("unmapped");
  }

  private static void requireId(String id, RowType type) {
    boolean field =
        type.getFields().stream()
            .map(RowType.RowField::getType)
            .filter(RowType.class::isInstance)
            .anyMatch(struct -> ((RowType) struct).getFieldIndex(id) >= 0);
    if (type.getFieldIndex(id) < 0 && !field) {
      throw new IllegalArgumentException(
          TABLE
              + " has no "
              + id
              + ", by which the audit knows events of one session; name it so in the DDL and in"
              + " .bronze(..), as a column or as a field of a struct");
    }
  }

  static ColumnSources sources(Contract contract) {
    return new ColumnSources(TABLE, contract, property -> property.bronze);
  }

  static SystemColumns system(RowType type) {
    return new SystemColumns(
        TABLE,
        type,
        "event_id",
        "ingest_dt",
        "hour",
        "arrival_ts",
        "shard_id",
        "sequence_number",
        "sub_sequence_number",
        "event_index",
        "event_count",
        "clock_skewed",
        "unmapped");
  }

  /** A new row. */
  RowData row(EventValues event, RawRecord record, EventPlace place, EventTimes times) {
    GenericRowData row = values.row(event);
    row.setField(eventId, event.id());
    row.setField(ingestDt, Columns.day(times.arrivalMillis));
    if (hour >= 0) {
      row.setField(hour, Columns.hour(times.arrivalMillis));
    }

    row.setField(arrivalTs, Columns.timestamp(times.arrivalMillis));
    row.setField(shardId, shard(record.shardId));
    row.setField(sequenceNumber, StringData.fromString(record.sequenceNumber));
    row.setField(subSequenceNumber, record.subSequenceNumber);
    row.setField(eventIndex, place.index);
    row.setField(eventCount, place.count);
    row.setField(clockSkewed, times.skewed);
    row.setField(unmapped, StringData.fromString(event.unmapped()));
    return row;
  }

  /** Encoded once for all records of a shard in a row. */
  private StringData shard(String id) {
    if (!id.equals(lastShardId)) {
      lastShardId = id;
      lastShard = StringData.fromString(id);
    }

    return lastShard;
  }
}
