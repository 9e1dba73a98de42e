package io.eventlake.connector.dynamodb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes scan splits, alone and as the list that is the enumerator's state. */
final class ScanSplitSerializer implements SimpleVersionedSerializer<ScanSplit> {

  private static final int VERSION = 1;
  private static final int BUFFER_BYTES = 256;

  /** Types that a key can have. */
  private static final int TEXT = 0;

  private static final int NUMBER = 1;
  private static final int BINARY = 2;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(ScanSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(BUFFER_BYTES);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public ScanSplit deserialize(int version, byte[] bytes) throws IOException {
    verify(version);
    return read(new DataInputDeserializer(bytes));
  }

  /** The splits that nobody reads. */
  static final class OfList implements SimpleVersionedSerializer<List<ScanSplit>> {

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(List<ScanSplit> splits) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(BUFFER_BYTES);
      out.writeInt(splits.size());
      for (ScanSplit split : splits) {
        write(split, out);
      }

      return out.getCopyOfBuffer();
    }

    @Override
    public List<ScanSplit> deserialize(int version, byte[] bytes) throws IOException {
      verify(version);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      List<ScanSplit> splits = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        splits.add(read(in));
      }

      return splits;
    }
  }

  private static void verify(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "scan state has format "
              + version
              + ", this job reads up to "
              + VERSION
              + ": restore it with a newer release");
    }
  }

  private static void write(ScanSplit split, DataOutputSerializer out) throws IOException {
    out.writeInt(split.segment);
    out.writeInt(split.segments);
    out.writeLong(split.beganMillis);
    out.writeInt(split.after.size());
    for (Map.Entry<String, AttributeValue> key : new TreeMap<>(split.after).entrySet()) {
      StringValue.writeString(key.getKey(), out);
      writeKey(key.getValue(), out);
    }
  }

  private static void writeKey(AttributeValue value, DataOutputSerializer out) throws IOException {
    if (value.s() != null) {
      out.writeByte(TEXT);
      StringValue.writeString(value.s(), out);
    } else if (value.n() != null) {
      out.writeByte(NUMBER);
      StringValue.writeString(value.n(), out);
    } else {
      byte[] bytes = value.b().asByteArray();
      out.writeByte(BINARY);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static ScanSplit read(DataInputDeserializer in) throws IOException {
    int segment = in.readInt();
    int segments = in.readInt();
    long beganMillis = in.readLong();
    Map<String, AttributeValue> after = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      after.put(StringValue.readString(in), readKey(in));
    }

    return new ScanSplit(segment, segments, beganMillis, after);
  }

  private static AttributeValue readKey(DataInputDeserializer in) throws IOException {
    int type = in.readByte();
    switch (type) {
      case TEXT:
        return AttributeValue.fromS(StringValue.readString(in));
      case NUMBER:
        return AttributeValue.fromN(StringValue.readString(in));
      case BINARY:
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
      default:
        throw new IOException("a key of the scan has no type " + type);
    }
  }
}
