package io.eventlake.family.caliper.persons;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/**
 * A copy of a part of a record in which something else stands for some of its values: the rest is
 * as it was sent, character by character. Used again for each. Not for several threads.
 */
final class CopiedText {

  private static final int INITIAL = 4096;

  private final JsonStringEncoder json = JsonStringEncoder.getInstance();
  private char[] out = new char[INITIAL];
  private int size;
  private char[] sent;
  private int end;

  /** Up to where what was sent is in the copy, or is left out. */
  private int copied;

  /** Begins the copy of what is between two places. */
  void begin(char[] newSent, int from, int to) {
    sent = newSent;
    copied = from;
    end = to;
    size = 0;
  }

  /** Copies what was sent up to a place, from where it stopped. */
  void copyTo(int place) {
    int length = place - copied;
    if (length > 0) {
      reserve(length);
      System.arraycopy(sent, copied, out, size, length);
      size += length;
      copied = place;
    }
  }

  /** Leaves out what was sent up to a place. */
  void skipTo(int place) {
    copied = place;
  }

  void append(String text) {
    reserve(text.length());
    text.getChars(0, text.length(), out, size);
    size += text.length();
  }

  /** Appends a text as JSON. */
  void appendQuoted(String text) {
    append("\"");
    int from = size;
    append(text);
    if (hasEscapes(from)) {
      size = from;
      append(new String(json.quoteAsString(text)));
    }

    append("\"");
  }

  private boolean hasEscapes(int from) {
    for (int i = from; i < size; i++) {
      if (out[i] < ' ' || out[i] == '"' || out[i] == '\\') {
        return true;
      }
    }

    return false;
  }

  private void reserve(int length) {
    if (out.length - size < length) {
      out = Arrays.copyOf(out, Math.max(size + length, 2 * out.length));
    }
  }

  /** True where an escape is between two places. */
  boolean isEscaped(int from, int to) {
    for (int at = from; at < to; at++) {
      if (sent[at] == '\\') {
        return true;
      }
    }

    return false;
  }

  /** Behind the comma that follows a place, if one does. */
  int behindComma(int place) {
    int at = place;
    while (at < end && " \t\r\n".indexOf(sent[at]) >= 0) {
      at++;
    }

    return at < end && sent[at] == ',' ? at + 1 : place;
  }

  /** The copy, with the rest of what was sent. */
  String end() {
    copyTo(end);
    return new String(out, 0, size);
  }
}
