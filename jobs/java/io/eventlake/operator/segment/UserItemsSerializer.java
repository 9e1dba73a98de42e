package io.eventlake.operator.segment;

import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes the items of a user. The first byte is the version of the format: a newer serializer reads
 * all older ones, so that savepoints restore.
 */
public final class UserItemsSerializer extends TypeSerializer<UserItems> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final int BUFFER_BYTES = 1024;

  private transient DataOutputSerializer buffer;

  /** Each with a buffer of its own. */
  @Override
  public UserItemsSerializer duplicate() {
    return new UserItemsSerializer();
  }

  @Override
  public void serialize(UserItems state, DataOutputView out) throws IOException {
    if (out instanceof DataOutputSerializer) {
      write(state, out);
      return;
    }

    // Checkpoint streams are slow for many small writes.
    if (buffer == null) {
      buffer = new DataOutputSerializer(BUFFER_BYTES);
    }

    buffer.clear();
    write(state, buffer);
    out.write(buffer.getSharedBuffer(), 0, buffer.length());
  }

  private static void write(UserItems state, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    out.writeInt(state.items.size());
    for (TrackedItem item : state.items) {
      StringValue.writeString(item.key, out);
      out.writeLong(item.changedMicros);
      out.writeBoolean(item.removed);
      StringValue.writeString(item.segmentKey, out);
      if (item.segmentKey != null) {
        out.writeLong(item.validFromMillis);
        out.writeLong(item.validToMillis);
        out.writeLong(item.saidMicros);
        out.writeLong(item.asOfMicros);
      }
    }
  }

  @Override
  public UserItems deserialize(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException(
          "segment state has format "
              + version
              + ", this job reads up to "
              + VERSION
              + ": restore it with a newer release");
    }

    UserItems state = new UserItems();
    int items = in.readInt();
    state.items = new ArrayList<>(items);
    for (int i = 0; i < items; i++) {
      state.items.add(readItem(in));
    }

    return state;
  }

  private static TrackedItem readItem(DataInputView in) throws IOException {
    TrackedItem item = new TrackedItem();
    item.key = StringValue.readString(in);
    item.changedMicros = in.readLong();
    item.removed = in.readBoolean();
    item.segmentKey = StringValue.readString(in);
    if (item.segmentKey != null) {
      item.validFromMillis = in.readLong();
      item.validToMillis = in.readLong();
      item.saidMicros = in.readLong();
      item.asOfMicros = in.readLong();
    }

    return item;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public UserItems createInstance() {
    return new UserItems();
  }

  @Override
  public UserItems copy(UserItems from) {
    return from.copy();
  }

  @Override
  public UserItems copy(UserItems from, UserItems reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public UserItems deserialize(UserItems reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserItemsSerializer;
  }

  @Override
  public int hashCode() {
    return UserItemsSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<UserItems> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Every version of the format is read by this serializer, so the snapshot holds nothing. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<UserItems> {

    public Snapshot() {
      super(UserItemsSerializer::new);
    }
  }
}
