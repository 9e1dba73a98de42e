package io.eventlake.operator.segment;

import io.eventlake.operator.state.VersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes the items of a user. The first byte is the version of the format: a newer serializer reads
 * all older ones, so that savepoints restore.
 */
public final class UserItemsSerializer extends VersionedSerializer<UserItems> {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  public UserItemsSerializer() {
    super("segment state", VERSION);
  }

  /** Each with a buffer of its own. */
  @Override
  public UserItemsSerializer duplicate() {
    return new UserItemsSerializer();
  }

  @Override
  protected void write(UserItems state, DataOutputView out) throws IOException {
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
  protected UserItems read(int format, DataInputView in) throws IOException {
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
  public UserItems createInstance() {
    return new UserItems();
  }

  @Override
  public UserItems copy(UserItems from) {
    return from.copy();
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
