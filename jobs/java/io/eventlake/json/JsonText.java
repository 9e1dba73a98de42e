package io.eventlake.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A record's bytes as text, decoded strictly into an array that is used again.
 *
 * <p>Jackson's own decoder takes overlong forms and encoded surrogates, and guesses UTF-16 from NUL
 * bytes; this one takes UTF-8 only.
 */
public final class JsonText {

  private static final int INITIAL_CHARS = 4096;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private char[] chars;
  private int start;
  private int end;
  private boolean complete;
  private boolean ascii;

  public JsonText() {
    this(new char[INITIAL_CHARS], false);
  }

  private JsonText(char[] chars, boolean ascii) {
    this.chars = chars;
    this.ascii = ascii;
  }

  /**
   * Decodes a record. A byte order mark in front is skipped, as RFC 8259 allows: files written on
   * Windows begin with one, and an event is worth more than three invisible bytes.
   *
   * @return true when all is Unicode text; else the text ends before the first fault
   */
  public boolean decode(byte[] bytes) {
    if (chars.length < bytes.length) {
      chars = new char[Math.max(bytes.length, chars.length * 2)];
    }

    AsciiScan scan = AsciiScan.of(bytes);
    ascii = scan != AsciiScan.OTHER;
    if (scan == AsciiScan.PLAIN) {
      copyAscii(bytes);
      complete = true;
      return true;
    }

    boolean text = ascii ? copyAscii(bytes) : decodeUtf8(bytes);
    int fault = loneSurrogate();
    if (fault >= 0) {
      end = fault;
    }

    complete = fault < 0 && text;
    return complete;
  }

  /** True when every character is one byte, so that positions in text and record are the same. */
  public boolean ascii() {
    return ascii;
  }

  /** False when the record goes on after {@link #end}, with something that is no text. */
  public boolean complete() {
    return complete;
  }

  /** The array that holds the text from {@link #start} to before {@link #end}. */
  public char[] chars() {
    return chars;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** The text between two positions of the array; it stands until the next record is decoded. */
  public JsonText part(int from, int to) {
    JsonText part = new JsonText(chars, ascii);
    part.start = from;
    part.end = to;
    part.complete = true;
    return part;
  }

  /** True when some characters stand in the text. */
  public boolean contains(String part) {
    char first = part.charAt(0);
    for (int i = start; i <= end - part.length(); i++) {
      if (chars[i] == first && matches(part, i)) {
        return true;
      }
    }

    return false;
  }

  private boolean matches(String part, int at) {
    int matching = 1;
    while (matching < part.length() && chars[at + matching] == part.charAt(matching)) {
      matching++;
    }

    return matching == part.length();
  }

  /** Encoded again. */
  public byte[] bytes() {
    return new String(chars, start, end - start).getBytes(StandardCharsets.UTF_8);
  }

  private boolean copyAscii(byte[] bytes) {
    // The quickest that Java has: both steps are intrinsic.
    new String(bytes, StandardCharsets.ISO_8859_1).getChars(0, bytes.length, chars, 0);
    start = 0;
    end = bytes.length;
    return true;
  }

  private boolean decodeUtf8(byte[] bytes) {
    CharBuffer target = CharBuffer.wrap(chars);
    CoderResult result = decoder.reset().decode(ByteBuffer.wrap(bytes), target, true);
    start = target.position() > 0 && chars[0] == BYTE_ORDER_MARK ? 1 : 0;
    end = target.position();
    return result.isUnderflow();
  }

  /** Position of the first escape that is half of a surrogate pair, or -1. */
  private int loneSurrogate() {
    char[] text = chars;
    for (int i = start; i < end; i++) {
      if (text[i] != '\\') {
        continue;
      }

      int unit = escapedUnit(i);
      if (unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE) {
        return i;
      }
      if (unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE) {
        int low = escapedUnit(i + 6);
        if (low < Character.MIN_LOW_SURROGATE || low > Character.MAX_LOW_SURROGATE) {
          return i;
        }
        i += 10;
      }
      i++;
    }

    return -1;
  }

  /** The UTF-16 unit of the escape {@code \}{@code uXXXX} at a position, or -1 if none is there. */
  private int escapedUnit(int at) {
    if (at + 6 > end || chars[at] != '\\' || chars[at + 1] != 'u') {
      return -1;
    }

    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = chars[i] < 128 ? Character.digit(chars[i], 16) : -1;
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }

    return unit;
  }
}
