package io.eventlake.json;

/**
 * Well-formed UTF-8 (Unicode, table 3-7): no overlong forms, no surrogates, nothing past U+10FFFF.
 */
final class Utf8 {

  private Utf8() {}

  /** Bytes of the character beyond ASCII that begins at a place, or 0 where none does. */
  static int length(byte[] bytes, int at) {
    int lead = bytes[at] & 0xFF;
    int second = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
    if (lead >= 0xC2 && lead <= 0xDF) {
      return isWithin(second, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      boolean fits = isWithin(second, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
      return fits && isRest(bytes, at + 2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
      boolean fits = isWithin(second, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
      return fits && isRest(bytes, at + 2) && isRest(bytes, at + 3) ? 4 : 0;
    }

    return 0;
  }

  private static boolean isRest(byte[] bytes, int at) {
    return at < bytes.length && (bytes[at] & 0xC0) == 0x80;
  }

  private static boolean isWithin(int value, int least, int most) {
    return value >= least && value <= most;
  }
}
