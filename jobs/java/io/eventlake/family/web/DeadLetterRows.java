package io.eventlake.family.web;

import io.eventlake.event.RawRecord;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Makes rows of {@code bronze.dead_letters}, columns in the order of its DDL. */
final class DeadLetterRows {

  private static final StringData FAMILY = StringData.fromString(WebFamily.NAME);

  private static final Object NOT_REPLAYED = null;

  private final StringData decoderVersion;

  DeadLetterRows(String decoderVersion) {
    this.decoderVersion = StringData.fromString(decoderVersion);
  }

  /** A new row. */
  RowData row(
      RawRecord record, long arrivalMillis, Rejection rejection, DeadLetterPayload payload) {
    Object[] columns = {
      FAMILY,
      StringData.fromString(rejection.reason.name()),
      StringData.fromString(rejection.pointer),
      StringData.fromString(rejection.message + payload.note),
      payload.bytes,
      payload.masked,
      record.payloadBytes,
      EventTimes.timestamp(arrivalMillis),
      StringData.fromString(record.shardId),
      StringData.fromString(record.sequenceNumber),
      record.subSequenceNumber,
      decoderVersion,
      EventTimes.date(arrivalMillis),
      NOT_REPLAYED
    };
    return GenericRowData.of(columns);
  }
}
