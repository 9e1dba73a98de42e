package io.eventlake.json;

/** Characters within an array, looked at where they stand; moved from one text to the next. */
public final class CharSlice implements CharSequence {

  private char[] chars;
  private int offset;
  private int length;

  /** Moves to a text. */
  public void set(char[] newChars, int newOffset, int newLength) {
    chars = newChars;
    offset = newOffset;
    length = newLength;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[offset + index];
  }

  /** True for the same text. */
  boolean isText(String text) {
    if (text.length() != length) {
      return false;
    }

    for (int i = 0; i < length; i++) {
      if (chars[offset + i] != text.charAt(i)) {
        return false;
      }
    }

    return true;
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(chars, offset + start, end - start);
  }

  @Override
  public String toString() {
    return new String(chars, offset, length);
  }
}
