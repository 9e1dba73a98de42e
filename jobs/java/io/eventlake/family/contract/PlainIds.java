package io.eventlake.family.contract;

import io.eventlake.json.AsciiSlice;
import java.util.Arrays;

/**
 * What {@link EventId}, {@link IdRules} and {@link AddressText} say of an id, said by one look at
 * each of its characters. Not for several threads.
 */
final class PlainIds {

  private static final int LENGTH = 36;
  private static final int UPPER = 0x10;

  /** Values of hexadecimal digits, with a bit of their own in upper case; others are negative. */
  private static final byte[] DIGITS = digits();

  /** An address has three dots or two colons, in these units; no longer text is looked at. */
  private static final int COLON = 1 << 8;

  private static final int AT = 1 << 16;
  private static final int MOST_DOTS = 2;
  private static final int LONGEST = 255;
  private static final int[] MARKS = marks();

  private long high;
  private long low;
  private int flags;

  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    for (int value = 0; value < 16; value++) {
      char digit = Character.forDigit(value, 16);
      digits[Character.toUpperCase(digit)] = (byte) (value | (value > 9 ? UPPER : 0));
      digits[digit] = (byte) value;
    }

    return digits;
  }

  private static int[] marks() {
    int[] marks = new int[128];
    marks['.'] = 1;
    marks[':'] = COLON;
    marks['@'] = AT;
    marks['%'] = AT;
    return marks;
  }

  /** True for a UUID, whose halves can be asked for then. */
  boolean readUuid(AsciiSlice text) {
    if (text.length() != LENGTH
        || text.charAt(8) != '-'
        || text.charAt(13) != '-'
        || text.charAt(18) != '-'
        || text.charAt(23) != '-') {
      return false;
    }

    flags = 0;
    high = bits(text, 0, 8) << 32 | bits(text, 9, 13) << 16 | bits(text, 14, 18);
    low = bits(text, 19, 23) << 48 | bits(text, 24, LENGTH);
    return flags >= 0;
  }

  private long bits(AsciiSlice text, int from, int to) {
    long bits = 0;
    int all = 0;
    for (int i = from; i < to; i++) {
      int digit = DIGITS[text.charAt(i)];
      all |= digit;
      bits = bits << 4 | digit & 0xF;
    }

    flags |= all;
    return bits;
  }

  long high() {
    return high;
  }

  long low() {
    return low;
  }

  /** True when the UUID that was read last has digits in upper case. */
  boolean hasUpperCase() {
    return (flags & UPPER) != 0;
  }

  /** True for a text that can hold no address of a machine, nor one of e-mail; false in doubt. */
  static boolean isQuiet(AsciiSlice text) {
    if (text.length() > LONGEST) {
      return false;
    }

    int marks = 0;
    for (int i = 0; i < text.length(); i++) {
      marks += MARKS[text.charAt(i)];
    }

    return marks <= COLON + MOST_DOTS && (marks & COLON - 1) <= MOST_DOTS;
  }

  /** True for digits and dots that end in .0: at most a network, of which nothing is cut. */
  static boolean isNetwork(AsciiSlice text) {
    int end = text.length() - 2;
    if (end < 0 || text.charAt(end) != '.' || text.charAt(end + 1) != '0') {
      return false;
    }

    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }

    return true;
  }
}
