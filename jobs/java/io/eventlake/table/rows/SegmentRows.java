package io.eventlake.table.rows;

import io.eventlake.event.SegmentValidity;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Rows of {@code silver.user_segments}, in the order of its columns. */
public final class SegmentRows {

  private SegmentRows() {}

  /** The row with the validity's row kind. */
  public static RowData row(SegmentValidity validity) {
    return GenericRowData.ofKind(
        validity.rowKind,
        Columns.text(validity.userIdHash),
        Columns.text(validity.segmentKey),
        Columns.timestampMicros(validity.asOfMicros),
        Columns.timestamp(validity.validFromMillis),
        validity.validToMillis == Long.MAX_VALUE
            ? null
            : Columns.timestamp(validity.validToMillis));
  }
}
