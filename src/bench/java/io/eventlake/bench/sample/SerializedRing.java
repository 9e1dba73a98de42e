package io.eventlake.bench.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Values and their bytes, for the benchmarks of a serializer. */
public final class SerializedRing<T> {

  private static final int INITIAL_BYTES = 1 << 14;

  private final TypeSerializer<T> serializer;
  private final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private final Ring<T> values;
  private final Ring<byte[]> bytes;
  private final double meanBytes;

  public SerializedRing(TypeSerializer<T> serializer, List<T> values) throws IOException {
    this.serializer = serializer;
    this.values = new Ring<>(values);
    List<byte[]> serialized = new ArrayList<>();
    for (T value : values) {
      out.clear();
      serializer.serialize(value, out);
      serialized.add(out.getCopyOfBuffer());
    }

    this.bytes = new Ring<>(serialized);
    this.meanBytes = serialized.stream().mapToInt(each -> each.length).average().orElse(0);
  }

  /** Serializes the next value into a buffer that is used again; returns its end. */
  public int serialize() throws IOException {
    out.clear();
    serializer.serialize(values.next(), out);
    return out.length();
  }

  /** Makes the next value of its bytes. */
  public T deserialize() throws IOException {
    in.setBuffer(bytes.next());
    return serializer.deserialize(in);
  }

  /** Serializes the next value and makes another of the bytes, as a shuffle does. */
  public T roundTrip() throws IOException {
    int length = serialize();
    in.setBuffer(out.getSharedBuffer(), 0, length);
    return serializer.deserialize(in);
  }

  /** Copies the next value, as an operator without object reuse does. */
  public T copy() {
    return serializer.copy(values.next());
  }

  /** Mean size of a serialized value, bytes. */
  public double meanBytes() {
    return meanBytes;
  }
}
