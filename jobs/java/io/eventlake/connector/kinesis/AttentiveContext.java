package io.eventlake.connector.kinesis;

import io.eventlake.event.RawRecord;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Where the connector emits, except that it cannot call its subtask idle, as it does when the last
 * of the subtask's shards was split or merged. What silence means is decided where watermarks are
 * made; and of an idle source Flink drops the last watermark of a drained job, so that no session
 * downstream would ever close.
 */
// The connector is built on SourceFunction, see KinesisSource.
@SuppressWarnings("deprecation")
final class AttentiveContext implements SourceFunction.SourceContext<RawRecord> {

  private final SourceFunction.SourceContext<RawRecord> context;

  AttentiveContext(SourceFunction.SourceContext<RawRecord> context) {
    this.context = context;
  }

  @Override
  public void collect(RawRecord element) {
    context.collect(element);
  }

  @Override
  public void collectWithTimestamp(RawRecord element, long timestamp) {
    context.collectWithTimestamp(element, timestamp);
  }

  @Override
  public void emitWatermark(Watermark mark) {
    context.emitWatermark(mark);
  }

  @Override
  public void markAsTemporarilyIdle() {
    // Not for the connector to say.
  }

  @Override
  public Object getCheckpointLock() {
    return context.getCheckpointLock();
  }

  @Override
  public void close() {
    context.close();
  }
}
