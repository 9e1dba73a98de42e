package io.eventlake.operator.state;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Whole numbers in as many bytes as they need: seven bits each, the low ones first. */
public final class Varint {

  private static final int BITS = 7;
  private static final int MORE = 0x80;

  private Varint() {}

  /** Short for small numbers; one that is negative takes ten bytes. */
  public static void write(long number, DataOutputView out) throws IOException {
    long rest = number;
    for (; (rest & -MORE) != 0; rest >>>= BITS) {
      out.writeByte((int) rest | MORE);
    }

    out.writeByte((int) rest);
  }

  public static long read(DataInputView in) throws IOException {
    long number = 0;
    int shift = 0;
    byte next = in.readByte();
    for (; next < 0; next = in.readByte()) {
      number |= (long) (next & (MORE - 1)) << shift;
      shift += BITS;
    }

    return number | (long) next << shift;
  }

  /** Short for numbers near 0 on both sides. */
  public static void writeSigned(long number, DataOutputView out) throws IOException {
    write(number << 1 ^ number >> Long.SIZE - 1, out);
  }

  public static long readSigned(DataInputView in) throws IOException {
    long number = read(in);
    return number >>> 1 ^ -(number & 1);
  }
}
