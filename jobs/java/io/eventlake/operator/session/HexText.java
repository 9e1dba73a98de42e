package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The bytes of a text, of which a long end in hexadecimal digits takes half. */
final class HexText {

  /** Fewer are not worth the byte that tells their number. */
  private static final int FEWEST_DIGITS = 8;

  private static final int NIBBLE = 4;
  private static final int TEN = 10;

  private HexText() {}

  /** Writes the text from a position on. */
  static void write(byte[] utf8, int from, DataOutputView out) throws IOException {
    int digits = 0;
    while (digits < utf8.length - from && value(utf8[utf8.length - 1 - digits]) >= 0) {
      digits++;
    }

    digits &= -2;
    if (digits < FEWEST_DIGITS) {
      Varint.write((long) (utf8.length - from) << 1, out);
      out.write(utf8, from, utf8.length - from);
      return;
    }

    int plain = utf8.length - digits;
    Varint.write((long) (plain - from) << 1 | 1, out);
    Varint.write(digits / 2, out);
    out.write(utf8, from, plain - from);
    for (int i = plain; i < utf8.length; i += 2) {
      out.writeByte(value(utf8[i]) << NIBBLE | value(utf8[i + 1]));
    }
  }

  /** Reads what comes after so many bytes of the text before; returns all of it. */
  static byte[] read(byte[] before, int shared, DataInputView in) throws IOException {
    long head = Varint.read(in);
    int plain = shared + (int) (head >>> 1);
    int pairs = (head & 1) == 0 ? 0 : (int) Varint.read(in);
    byte[] utf8 = Arrays.copyOf(before, plain + 2 * pairs);
    in.readFully(utf8, shared, plain - shared);
    for (int i = plain; i < utf8.length; i += 2) {
      int pair = in.readUnsignedByte();
      utf8[i] = digit(pair >>> NIBBLE);
      utf8[i + 1] = digit(pair & 0xF);
    }

    return utf8;
  }

  /** Of a digit in lower case; negative for all else. */
  private static int value(byte digit) {
    if (digit >= '0' && digit <= '9') {
      return digit - '0';
    }

    return digit >= 'a' && digit <= 'f' ? digit - 'a' + TEN : -1;
  }

  private static byte digit(int value) {
    return (byte) (value < TEN ? '0' + value : 'a' + value - TEN);
  }
}
