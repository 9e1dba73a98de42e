package io.eventlake.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every byte value at every place of records of every length up to three longs. */
class AsciiScanTest {

  @Test
  void findsTheOneByteThatDiffers() {
    for (int length = 1; length <= 3 * Long.BYTES; length++) {
      for (int at = 0; at < length; at++) {
        for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
          byte[] bytes = new byte[length];
          Arrays.fill(bytes, (byte) 'a');
          bytes[at] = (byte) value;

          assertThat(AsciiScan.of(bytes))
              .as("byte %d at %d of %d", value, at, length)
              .isEqualTo(expected((byte) value));
        }
      }
    }
  }

  @Test
  void takesInAllOfARecord() {
    assertThat(AsciiScan.of(new byte[0])).isEqualTo(AsciiScan.PLAIN);
    assertThat(AsciiScan.of("{\"name\":\"a]b[c\"}".getBytes(UTF_8))).isEqualTo(AsciiScan.PLAIN);
    assertThat(AsciiScan.of("{\"n\\\"ame\":\"é\"}".getBytes(UTF_8))).isEqualTo(AsciiScan.OTHER);
  }

  private static AsciiScan expected(byte value) {
    if (value < 0) {
      return AsciiScan.OTHER;
    }

    return value == '\\' ? AsciiScan.ESCAPED : AsciiScan.PLAIN;
  }
}
