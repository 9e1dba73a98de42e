package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of a session's texts, format 3. Most texts are of the session's first event or of that
 * of another text: a place that was written already is its number. Of a text that begins as the one
 * before it only the rest is written, and what ends in hexadecimal digits, as hashes do, takes
 * half.
 */
final class SessionTextsFormat {

  /** In place of the number of a place. */
  private static final int NO_TEXT = 0;

  /** The place of the session's first event. */
  private static final int FIRST = 1;

  private static final byte[] NOTHING = {};

  private SessionTextsFormat() {}

  static void write(SessionAggregate session, DataOutputView out) throws IOException {
    SessionTexts texts = session.texts;
    int size = texts.size();
    out.writeByte(size);
    byte[] before = NOTHING;
    for (int text = 0; text < size; text++) {
      if (!texts.has(text)) {
        Varint.write(NO_TEXT, out);
        continue;
      }

      writePlace(session, text, out);
      byte[] utf8 = texts.utf8(text);
      int shared = Arrays.mismatch(before, utf8);
      // They have no first difference where they are the same.
      shared = shared < 0 ? utf8.length : shared;
      Varint.write(shared, out);
      HexText.write(utf8, shared, out);
      before = utf8;
    }
  }

  static void read(SessionAggregate session, DataInputView in) throws IOException {
    int size = in.readByte();
    byte[] before = NOTHING;
    for (int text = 0; text < size; text++) {
      int place = (int) Varint.read(in);
      if (place == NO_TEXT) {
        continue;
      }

      SessionTexts texts = session.texts;
      long time = session.start;
      long high = session.firstHigh;
      long low = session.firstLow;
      if (place > FIRST) {
        int same = place - FIRST - 1;
        boolean known = same < text;
        time = known ? texts.time(same) : session.start + Varint.readSigned(in);
        high = known ? texts.high(same) : in.readLong();
        low = known ? texts.low(same) : in.readLong();
      }

      byte[] utf8 = HexText.read(before, (int) Varint.read(in), in);
      texts.set(text, utf8, time, high, low);
      before = utf8;
    }

    session.texts.grow(size);
  }

  /** That of the first event, or the number of the first text of the same event, or this one's. */
  private static void writePlace(SessionAggregate session, int text, DataOutputView out)
      throws IOException {
    SessionTexts texts = session.texts;
    long time = texts.time(text);
    long high = texts.high(text);
    long low = texts.low(text);
    if (time == session.start && high == session.firstHigh && low == session.firstLow) {
      Varint.write(FIRST, out);
      return;
    }

    int same = 0;
    while (same < text
        && !(texts.has(same)
            && texts.time(same) == time
            && texts.high(same) == high
            && texts.low(same) == low)) {
      same++;
    }

    Varint.write(FIRST + 1L + same, out);
    if (same == text) {
      Varint.writeSigned(time - session.start, out);
      out.writeLong(high);
      out.writeLong(low);
    }
  }
}
