package io.eventlake.connector.files;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.FileSourceSplitSerializer;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.connector.file.src.PendingSplitsCheckpointSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Version 2: Flink's own state, which was version 1, and the marks of all files behind it. */
final class FilesStateSerializer
    implements SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> {

  private static final int VERSION = 2;

  private final PendingSplitsCheckpointSerializer<FileSourceSplit> flinks =
      new PendingSplitsCheckpointSerializer<>(FileSourceSplitSerializer.INSTANCE);

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(PendingSplitsCheckpoint<FileSourceSplit> checkpoint) throws IOException {
    FilesState state = FilesState.of(checkpoint);
    byte[] pending =
        flinks.serialize(PendingSplitsCheckpoint.fromCollectionSnapshot(state.getSplits()));
    DataOutputSerializer out = new DataOutputSerializer(pending.length + 100);
    out.writeInt(flinks.getVersion());
    out.writeInt(pending.length);
    out.write(pending);
    out.writeInt(state.marks.size());
    for (Map.Entry<String, FileMark> entry : state.marks.entrySet()) {
      FileMark mark = entry.getValue();
      out.writeUTF(entry.getKey());
      out.writeLong(mark.bytes);
      out.writeLong(mark.modifiedMillis);
      out.writeLong(mark.inodeMillis);
      out.writeUTF(mark.inode);
      out.writeLong(mark.sample);
      out.writeBoolean(state.told.contains(entry.getKey()));
    }

    return out.getCopyOfBuffer();
  }

  @Override
  public PendingSplitsCheckpoint<FileSourceSplit> deserialize(int version, byte[] bytes)
      throws IOException {
    if (version < VERSION) {
      return flinks.deserialize(version, bytes);
    }

    if (version > VERSION) {
      throw new IOException("The state of the files is of a later release (" + version + ")");
    }

    DataInputDeserializer in = new DataInputDeserializer(bytes);
    int pendingVersion = in.readInt();
    byte[] pending = new byte[in.readInt()];
    in.readFully(pending);
    Map<String, FileMark> marks = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = in.readUTF();
      marks.put(
          path,
          new FileMark(in.readLong(), in.readLong(), in.readLong(), in.readUTF(), in.readLong()));
      if (in.readBoolean()) {
        told.add(path);
      }
    }

    return new FilesState(flinks.deserialize(pendingVersion, pending).getSplits(), marks, told);
  }
}
