package io.eventlake.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over the bytes of a record that knows plain JSON only: UTF-8 without escapes. It takes
 * nothing that {@link StrictJson} would not take, and gives the same texts; of anything else it
 * says that it is in doubt, and not why. Moved from one record to the next; not for several
 * threads.
 */
public final class PlainJson {

  /** What {@link #next} says behind the last byte. */
  public static final int END = -1;

  /** What a number is by its spelling. */
  public enum Number {
    INTEGER,
    /** With a point or an exponent. */
    DECIMAL,
    DOUBT
  }

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long QUOTES = LOW_BITS * '"';
  private static final long ESCAPES = LOW_BITS * '\\';
  private static final long SPACES = LOW_BITS * ' ';

  private byte[] bytes;
  private int at;
  private int from;
  private int to;
  private boolean ascii;

  /** Moves to a record's first byte. */
  public void begin(byte[] record) {
    bytes = record;
    at = 0;
  }

  /** Moves behind the next byte that is no white space, and gives it, or {@link #END}. */
  public int next() {
    while (at < bytes.length) {
      byte next = bytes[at++];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return next & 0xFF;
      }
    }

    return END;
  }

  /** Moves behind some bytes if they are the next. */
  public boolean skip(byte[] expected) {
    int end = at + expected.length;
    if (end > bytes.length || !Arrays.equals(expected, 0, expected.length, bytes, at, end)) {
      return false;
    }

    at = end;
    return true;
  }

  /** Where the text or number that was read last begins, its quote not included. */
  public int from() {
    return from;
  }

  /** Where it ends, exclusive. */
  public int to() {
    return to;
  }

  /** True when the text that was read last is ASCII. */
  public boolean ascii() {
    return ascii;
  }

  /** True when what was read last is that. */
  public boolean isText(byte[] text) {
    return Arrays.equals(text, 0, text.length, bytes, from, to);
  }

  /** Moves a slice to what was read last, which is ASCII. */
  public AsciiSlice slice(AsciiSlice slice) {
    slice.set(bytes, from, to - from);
    return slice;
  }

  /** Reads a string from behind its first quote to behind its last; false in doubt. */
  public boolean string() {
    from = at;
    ascii = true;
    int i = at;
    while (true) {
      i = special(i);
      if (i == bytes.length || bytes[i] >= 0 && bytes[i] != '"') {
        return false;
      }
      if (bytes[i] == '"') {
        to = i;
        at = i + 1;
        return true;
      }

      ascii = false;
      int length = Utf8.length(bytes, i);
      if (length == 0) {
        return false;
      }

      i += length;
    }
  }

  /** The next byte from a place on that is not a character of a string by itself, or the end. */
  private int special(int start) {
    int i = start;
    for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) LONGS.get(bytes, i);
      long quotes = eight ^ QUOTES;
      long escapes = eight ^ ESCAPES;
      // A byte that is looked for lends from its high bit; those behind the first may be wrong.
      long found =
          (quotes - LOW_BITS & ~quotes
                  | escapes - LOW_BITS & ~escapes
                  | eight - SPACES & ~eight
                  | eight)
              & HIGH_BITS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }

    while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }

    return i;
  }

  /** Reads the number whose first character is behind the cursor. */
  public Number number() {
    from = at - 1;
    int i = bytes[from] == '-' ? at : from;
    int digits = i;
    i = digitsEnd(i);
    if (i == digits || bytes[digits] == '0' && i > digits + 1) {
      return Number.DOUBT;
    }

    Number kind = Number.INTEGER;
    if (i < bytes.length && bytes[i] == '.') {
      kind = Number.DECIMAL;
      digits = i + 1;
      i = digitsEnd(digits);
    }
    if (i > digits && i < bytes.length && (bytes[i] | 0x20) == 'e') {
      kind = Number.DECIMAL;
      digits = i + 1;
      if (digits < bytes.length && (bytes[digits] == '+' || bytes[digits] == '-')) {
        digits++;
      }
      i = digitsEnd(digits);
    }

    to = i;
    at = i;
    return i > digits ? kind : Number.DOUBT;
  }

  private int digitsEnd(int start) {
    int end = start;
    while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
      end++;
    }

    return end;
  }

  /** The integer that was read last, of at most 18 characters. */
  public long integer() {
    boolean negative = bytes[from] == '-';
    long number = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      number = number * 10 + bytes[i] - '0';
    }

    return negative ? -number : number;
  }

  /** Reads the rest of a word whose first character is behind the cursor. */
  public boolean word(byte[] rest) {
    from = at - 1;
    boolean word = skip(rest);
    to = at;
    return word;
  }
}
