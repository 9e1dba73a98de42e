package io.eventlake.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Changes the bytes of records at random. */
public final class FuzzedBytes {

  private static final byte[] TOKENS = "\"{}[]:,\\u0tfn-.eE1 \u0000\n".getBytes(UTF_8);

  private FuzzedBytes() {}

  /** A copy with up to five changes. */
  public static byte[] mutated(byte[] record, Random random) {
    byte[] bytes = record.clone();
    for (int i = random.nextInt(6); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0:
          bytes[at] = (byte) random.nextInt(256);
          break;
        case 1:
          bytes[at] = TOKENS[random.nextInt(TOKENS.length)];
          break;
        case 2:
          bytes = Arrays.copyOf(bytes, at);
          break;
        default:
          int to = random.nextInt(bytes.length);
          int count = Math.min(random.nextInt(20), bytes.length - Math.max(at, to));
          System.arraycopy(bytes, at, bytes, to, count);
      }
    }

    return bytes;
  }
}
