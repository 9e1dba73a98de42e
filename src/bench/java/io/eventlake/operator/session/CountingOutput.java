package io.eventlake.operator.session;

import io.eventlake.event.Session;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.OutputTag;

/** Counts what comes out and drops it. */
final class CountingOutput implements Output<StreamRecord<RowData>> {

  private long records;
  private long sessions;

  /** Records of the main output. */
  long records() {
    return records;
  }

  /** Sessions that were written, retractions not counted. */
  long sessions() {
    return sessions;
  }

  @Override
  public void collect(StreamRecord<RowData> row) {
    records++;
  }

  @Override
  public <X> void collect(OutputTag<X> tag, StreamRecord<X> row) {
    if (tag.equals(SessionizeOperator.SESSIONS)
        && ((Session) row.getValue()).rowKind != RowKind.UPDATE_BEFORE) {
      sessions++;
    }
  }

  @Override
  public void emitWatermark(Watermark mark) {
    // Nobody is behind this output.
  }

  @Override
  public void emitWatermarkStatus(WatermarkStatus status) {
    // Nobody is behind this output.
  }

  @Override
  public void emitLatencyMarker(LatencyMarker marker) {
    // Nobody is behind this output.
  }

  @Override
  public void emitRecordAttributes(RecordAttributes attributes) {
    // Nobody is behind this output.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
