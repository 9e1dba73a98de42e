package io.eventlake.operator.decode;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.KeyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.data.RowData;

/**
 * Writes an envelope as its fields one after another. The bytes of {@link KeyKind} are positions:
 * its order is part of the format. The watermark's hold is written where there is one.
 */
public final class EventEnvelopeSerializer extends TypeSerializer<EventEnvelope> {

  private static final long serialVersionUID = 1L;

  private static final int INITIAL_TEXT_BYTES = 256;

  /** Stands for the length of a text that is null. */
  private static final int NULL = -1;

  /** Beside the kind of the key: a hold comes at the end. */
  private static final int HELD = 0x10;

  private static final long NO_HOLD = Long.MAX_VALUE;

  private static final KeyKind[] KEY_KINDS = KeyKind.values();

  private final TypeSerializer<RowData> silver;
  private final SharedTexts types = new SharedTexts();

  private transient byte[] text;
  private transient String lastShard;

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
    reuse.eventType = from.eventType;
    reuse.idHigh = from.idHigh;
    reuse.idLow = from.idLow;
    reuse.eventTimeMillis = from.eventTimeMillis;
    reuse.arrivalMillis = from.arrivalMillis;
    reuse.shardId = from.shardId;
    reuse.holdMillis = from.holdMillis;
    reuse.silver = silver.copy(from.silver);
    return reuse;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(EventEnvelope event, DataOutputView target) throws IOException {
    boolean held = event.holdMillis != NO_HOLD;
    target.writeByte(event.keyKind.ordinal() | (held ? HELD : 0));
    writeText(event.key, target);
    writeText(event.eventType, target);
    target.writeLong(event.idHigh);
    target.writeLong(event.idLow);
    target.writeLong(event.eventTimeMillis);
    target.writeLong(event.arrivalMillis);
    writeText(event.shardId, target);
    silver.serialize(event.silver, target);
    if (held) {
      target.writeLong(event.holdMillis);
    }
  }

  @Override
  public EventEnvelope deserialize(DataInputView source) throws IOException {
    return deserialize(new EventEnvelope(), source);
  }

  @Override
  public EventEnvelope deserialize(EventEnvelope reuse, DataInputView source) throws IOException {
    int kind = source.readByte();
    reuse.keyKind = KEY_KINDS[kind & ~HELD];
    reuse.key = readText(source);
    reuse.eventType = types.read(source);
    reuse.idHigh = source.readLong();
    reuse.idLow = source.readLong();
    reuse.eventTimeMillis = source.readLong();
    reuse.arrivalMillis = source.readLong();
    String shard = readText(source);
    // The same string for all records of a shard, so that a buffer of events does not hold many.
    lastShard = Objects.equals(shard, lastShard) ? lastShard : shard;
    reuse.shardId = lastShard;
    // Always a new row: the one in the reused envelope may still be held by who copied it flatly.
    reuse.silver = silver.deserialize(source);
    reuse.holdMillis = (kind & HELD) == 0 ? NO_HOLD : source.readLong();
    return reuse;
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int kind = source.readByte();
    target.writeByte(kind);
    copyText(source, target);
    copyText(source, target);
    target.write(source, 4 * Long.BYTES);
    copyText(source, target);
    silver.copy(source, target);
    if ((kind & HELD) != 0) {
      target.writeLong(source.readLong());
    }
  }

  /** Flink's own form is written and read one character at a time. */
  private static void writeText(String text, DataOutputView target) throws IOException {
    if (text == null) {
      target.writeInt(NULL);
      return;
    }

    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    target.writeInt(utf8.length);
    target.write(utf8);
  }

  private String readText(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == NULL) {
      return null;
    }
    if (text == null || text.length < length) {
      text = new byte[Math.max(length, INITIAL_TEXT_BYTES)];
    }

    source.readFully(text, 0, length);
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  private static void copyText(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    if (length != NULL) {
      target.write(source, length);
    }
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
