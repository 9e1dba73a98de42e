package io.eventlake.operator.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes state whose first byte is the version of its format: a newer serializer reads all older
 * ones, so that savepoints restore.
 *
 * @param <T> the state, mutable
 */
public abstract class VersionedSerializer<T> extends TypeSerializer<T> {

  private static final long serialVersionUID = 1L;
  private static final int FIRST_FORMAT = 1;
  private static final int BUFFER_BYTES = 2048;

  private final String what;
  private final int version;

  private transient DataOutputSerializer buffer;

  /**
   * @param what the state in words, for errors
   * @param version of the format that is written
   */
  protected VersionedSerializer(String what, int version) {
    this.what = what;
    this.version = version;
  }

  /** Writes what comes after the version. */
  protected abstract void write(T state, DataOutputView out) throws IOException;

  /**
   * Reads what comes after the version.
   *
   * @param format the version that was found: that which is written, or an older one
   */
  protected abstract T read(int format, DataInputView in) throws IOException;

  @Override
  public final void serialize(T state, DataOutputView out) throws IOException {
    if (out instanceof DataOutputSerializer) {
      writeVersioned(state, out);
      return;
    }

    // Checkpoint streams are slow for many small writes.
    if (buffer == null) {
      buffer = new DataOutputSerializer(BUFFER_BYTES);
    }

    buffer.clear();
    writeVersioned(state, buffer);
    out.write(buffer.getSharedBuffer(), 0, buffer.length());
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    int found = in.readByte();
    if (found < FIRST_FORMAT || found > version) {
      throw new IOException(
          what
              + " has format "
              + found
              + ", this job reads up to "
              + version
              + ": restore it with a newer release");
    }

    return read(found, in);
  }

  @Override
  public final T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  private void writeVersioned(T state, DataOutputView out) throws IOException {
    out.writeByte(version);
    write(state, out);
  }
}
