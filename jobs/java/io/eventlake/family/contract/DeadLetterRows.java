package io.eventlake.family.contract;

import io.eventlake.event.RawRecord;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/** Makes rows of {@code bronze.dead_letters}, columns found by name. */
public final class DeadLetterRows {

  private static final String[] COLUMNS = {
    "family",
    "reason",
    "pointer",
    "message",
    "payload",
    "masked",
    "payload_bytes",
    "arrival_ts",
    "shard_id",
    "sequence_number",
    "sub_sequence_number",
    "event_index",
    "event_count",
    "decoder_version",
    "ingest_dt",
    "replayed_ts"
  };

  private final StringData family;
  private final StringData decoderVersion;
  private final int[] positions = new int[COLUMNS.length];

  /**
   * Of one family.
   *
   * @param decoderVersion what letters name as their judge
   * @throws IllegalArgumentException when the table has other columns
   */
  public DeadLetterRows(String family, String decoderVersion, RowType type) {
    this.family = StringData.fromString(family);
    this.decoderVersion = StringData.fromString(decoderVersion);
    for (int i = 0; i < COLUMNS.length; i++) {
      positions[i] = type.getFieldIndex(COLUMNS[i]);
      if (positions[i] < 0 || type.getFieldCount() != COLUMNS.length) {
        throw new IllegalArgumentException(
            "bronze.dead_letters has not the columns " + String.join(", ", COLUMNS));
      }
    }
  }

  /**
   * A new row.
   *
   * @param place of the event that was rejected; null for a record that cannot be taken apart
   */
  public RowData row(
      RawRecord record,
      EventPlace place,
      long arrivalMillis,
      Rejection rejection,
      DeadLetterPayload payload) {
    Object[] values = {
      family,
      StringData.fromString(rejection.reason.name()),
      StringData.fromString(rejection.pointer),
      StringData.fromString(rejection.message + payload.note),
      payload.bytes,
      payload.masked,
      record.payloadBytes,
      Columns.timestamp(arrivalMillis),
      StringData.fromString(record.shardId),
      StringData.fromString(record.sequenceNumber),
      record.subSequenceNumber,
      place == null ? null : place.index,
      place == null ? null : place.count,
      decoderVersion,
      Columns.day(arrivalMillis),
      null // Nobody replayed it.
    };
    GenericRowData row = new GenericRowData(values.length);
    for (int i = 0; i < values.length; i++) {
      row.setField(positions[i], values[i]);
    }

    return row;
  }
}
