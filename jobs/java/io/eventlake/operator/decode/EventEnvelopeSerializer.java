package io.eventlake.operator.decode;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.StringValue;

/**
 * Writes an envelope as its fields one after another. The bytes of {@link KeyKind} are positions:
 * its order is part of the format.
 */
public final class EventEnvelopeSerializer extends TypeSerializer<EventEnvelope> {

  private static final long serialVersionUID = 1L;

  private static final KeyKind[] KEY_KINDS = KeyKind.values();

  private final TypeSerializer<RowData> silver;

  EventEnvelopeSerializer(TypeSerializer<RowData> silver) {
    this.silver = silver;
  }

  /** Serializer of the silver row. */
  TypeSerializer<RowData> silver() {
    return silver;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<EventEnvelope> duplicate() {
    return new EventEnvelopeSerializer(silver.duplicate());
  }

  @Override
  public EventEnvelope createInstance() {
    return new EventEnvelope();
  }

  @Override
  public EventEnvelope copy(EventEnvelope from) {
    return copy(from, new EventEnvelope());
  }

  @Override
  public EventEnvelope copy(EventEnvelope from, EventEnvelope reuse) {
    reuse.keyKind = from.keyKind;
    reuse.key = from.key;
    reuse.idHigh = from.idHigh;
    reuse.idLow = from.idLow;
    reuse.eventTimeMillis = from.eventTimeMillis;
    reuse.arrivalMillis = from.arrivalMillis;
    reuse.shardId = from.shardId;
    reuse.silver = silver.copy(from.silver);
    return reuse;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(EventEnvelope event, DataOutputView target) throws IOException {
    target.writeByte(event.keyKind.ordinal());
    StringValue.writeString(event.key, target);
    target.writeLong(event.idHigh);
    target.writeLong(event.idLow);
    target.writeLong(event.eventTimeMillis);
    target.writeLong(event.arrivalMillis);
    StringValue.writeString(event.shardId, target);
    silver.serialize(event.silver, target);
  }

  @Override
  public EventEnvelope deserialize(DataInputView source) throws IOException {
    return deserialize(new EventEnvelope(), source);
  }

  @Override
  public EventEnvelope deserialize(EventEnvelope reuse, DataInputView source) throws IOException {
    reuse.keyKind = KEY_KINDS[source.readByte()];
    reuse.key = StringValue.readString(source);
    reuse.idHigh = source.readLong();
    reuse.idLow = source.readLong();
    reuse.eventTimeMillis = source.readLong();
    reuse.arrivalMillis = source.readLong();
    reuse.shardId = StringValue.readString(source);
    // Always a new row: the one in the reused envelope may still be held by who copied it flatly.
    reuse.silver = silver.deserialize(source);
    return reuse;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    target.writeByte(source.readByte());
    StringValue.copyString(source, target);
    target.write(source, 4 * Long.BYTES);
    StringValue.copyString(source, target);
    silver.copy(source, target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventEnvelopeSerializer
        && silver.equals(((EventEnvelopeSerializer) other).silver);
  }

  @Override
  public int hashCode() {
    return silver.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<EventEnvelope> snapshotConfiguration() {
    return new EventEnvelopeSerializerSnapshot(this);
  }
}
