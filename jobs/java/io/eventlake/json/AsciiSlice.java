package io.eventlake.json;

import java.nio.charset.StandardCharsets;

/** ASCII characters within bytes, looked at where they stand; moved from one text to the next. */
public final class AsciiSlice implements CharSequence {

  private byte[] bytes;
  private int offset;
  private int length;

  /** Moves to a text; the bytes are ASCII. */
  public void set(byte[] newBytes, int newOffset, int newLength) {
    bytes = newBytes;
    offset = newOffset;
    length = newLength;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return (char) bytes[offset + index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(bytes, offset + start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }
}
