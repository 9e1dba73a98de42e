package io.eventlake.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What a look at a record's bytes tells, eight at a time. */
enum AsciiScan {
  /** All bytes are ASCII, and none begins an escape. */
  PLAIN,
  /** All bytes are ASCII. */
  ESCAPED,
  OTHER;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long ESCAPES = LOW_BITS * '\\';

  static AsciiScan of(byte[] bytes) {
    long highBits = 0;
    long escapes = 0;
    int i = 0;
    for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, i);
      highBits |= eight;
      // A byte of the difference that is zero lends from its high bit.
      long difference = eight ^ ESCAPES;
      escapes |= difference - LOW_BITS & ~difference;
    }

    for (; i < bytes.length; i++) {
      highBits |= bytes[i];
      escapes |= bytes[i] == '\\' ? HIGH_BITS : 0;
    }

    if ((highBits & HIGH_BITS) != 0) {
      return OTHER;
    }

    return (escapes & HIGH_BITS) == 0 ? PLAIN : ESCAPED;
  }
}
