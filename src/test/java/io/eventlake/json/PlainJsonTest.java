package io.eventlake.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainJsonTest {

  /**
   * Each byte that begins, ends or breaks a range of UTF-8, and those that no string has by itself.
   */
  private static final int[] EDGES = {
    0x1F, 0x20, 0x5C, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
    0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF
  };

  private final PlainJson plain = new PlainJson();
  private final JsonText text = new JsonText();

  @Test
  void takesAsTextWhatTheStrictDecoderTakes() {
    byte[] string = new byte[7];
    string[0] = '"';
    string[5] = '"';
    string[6] = '}';
    int taken = 0;
    for (int i = 0; i < EDGES.length * EDGES.length * EDGES.length * EDGES.length; i++) {
      for (int k = 1, rest = i; k < 5; k++, rest /= EDGES.length) {
        string[k] = (byte) EDGES[rest % EDGES.length];
      }

      boolean expected = !has(string, '\\') && !has(string, 0x1F) && text.decode(string);
      plain.begin(string);
      plain.next();
      assertThat(plain.string()).isEqualTo(expected);
      taken += expected ? 1 : 0;
    }

    assertThat(taken).isGreaterThan(1_000);
  }

  private static boolean has(byte[] string, int unit) {
    for (int k = 1; k < 5; k++) {
      if (string[k] == unit) {
        return true;
      }
    }

    return false;
  }

  @Test
  void noByteIsTakenForTheEnd() {
    for (int unit = 0; unit <= 0xFF; unit++) {
      plain.begin(new byte[] {(byte) unit});
      boolean space = unit == ' ' || unit == '\t' || unit == '\n' || unit == '\r';
      assertThat(plain.next()).isEqualTo(space ? PlainJson.END : unit);
    }
  }

  @Test
  void findsTheEndWhereverItIs() {
    for (int length = 0; length < 40; length++) {
      for (int before = 0; before < 10; before++) {
        byte[] record =
            (" ".repeat(before) + '"' + "x".repeat(length) + '"')
                .getBytes(StandardCharsets.US_ASCII);
        plain.begin(record);
        assertThat(plain.next()).isEqualTo('"');
        assertThat(plain.string()).isTrue();
        assertThat(plain.slice(new AsciiSlice())).hasToString("x".repeat(length));
        assertThat(plain.next()).isEqualTo(PlainJson.END);
      }
    }
  }
}
