package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The bytes of a text, of which a long end in hexadecimal digits takes half. */
final class HexText {

  /** Fewer are not worth the byte that tells their number. */
  private static final int FEWEST_DIGITS = 8;

  private static final int NIBBLE = 4;
  private static final int TEN = 10;

  private HexText() {}

  /** Writes a part of an array. */
  static void write(byte[] utf8, int from, int to, DataOutputView out) throws IOException {
    int plain = to;
    while (plain > from && value(utf8[plain - 1]) >= 0) {
      plain--;
    }

    plain += (to - plain) & 1;
    if (to - plain < FEWEST_DIGITS) {
      Varint.write((long) (to - from) << 1, out);
      out.write(utf8, from, to - from);
      return;
    }

    Varint.write((long) (plain - from) << 1 | 1, out);
    Varint.write((to - plain) / 2, out);
    out.write(utf8, from, plain - from);
    for (int i = plain; i < to; i += 2) {
      out.writeByte(value(utf8[i]) << NIBBLE | value(utf8[i + 1]));
    }
  }

  /** Puts so many digits where they belong, two of each byte. */
  static void readDigits(byte[] utf8, int from, int digits, DataInputView in) throws IOException {
    for (int i = from; i < from + digits; i += 2) {
      int pair = in.readUnsignedByte();
      utf8[i] = digit(pair >>> NIBBLE);
      utf8[i + 1] = digit(pair & 0xF);
    }
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
