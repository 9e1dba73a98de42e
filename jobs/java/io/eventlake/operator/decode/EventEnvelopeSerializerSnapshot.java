package io.eventlake.operator.decode;

import io.eventlake.event.EventEnvelope;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.table.data.RowData;

/** Snapshot of {@link EventEnvelopeSerializer}: compatible as far as the silver row's type is. */
public final class EventEnvelopeSerializerSnapshot
    extends CompositeTypeSerializerSnapshot<EventEnvelope, EventEnvelopeSerializer> {

  private static final int VERSION = 1;

  /** For Flink, which reads the snapshot into it. */
  public EventEnvelopeSerializerSnapshot() {}

  EventEnvelopeSerializerSnapshot(EventEnvelopeSerializer serializer) {
    super(serializer);
  }

  @Override
  protected int getCurrentOuterSnapshotVersion() {
    return VERSION;
  }

  @Override
  protected TypeSerializer<?>[] getNestedSerializers(EventEnvelopeSerializer outer) {
    return new TypeSerializer<?>[] {outer.silver()};
  }

  @Override
  @SuppressWarnings("unchecked") // the one nested serializer is that of the silver row
  protected EventEnvelopeSerializer createOuterSerializerWithNestedSerializers(
      TypeSerializer<?>[] nested) {
    return new EventEnvelopeSerializer((TypeSerializer<RowData>) nested[0]);
  }
}
