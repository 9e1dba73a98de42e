package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes the bytes of a session's texts, format 3; {@link SessionTextsReader} reads them. Most
 * texts are of the session's first event or of that of another text: a place that was written
 * already is its number. Of a text that begins as the one before it only the rest is written, and
 * what ends in hexadecimal digits, as hashes do, takes half.
 */
final class SessionTextsFormat {

  /** In place of the number of a place. */
  static final int NO_TEXT = 0;

  /** The place of the session's first event. */
  static final int FIRST = 1;

  private SessionTextsFormat() {}

  static void write(SessionAggregate session, DataOutputView out) throws IOException {
    SessionTexts texts = session.texts;
    byte[] packed = texts.packed();
    int size = texts.size();
    out.writeByte(size);
    int from = 0;
    int to = 0;
    for (int text = 0; text < size; text++) {
      if (!texts.has(text)) {
        out.writeByte(NO_TEXT);
        continue;
      }

      writePlace(session, text, out);
      int start = texts.start(text) + SessionTexts.PLACE;
      int end = texts.end(text);
      int shared = Arrays.mismatch(packed, from, to, packed, start, end);
      // They have no first difference where they are the same.
      shared = shared < 0 ? end - start : shared;
      Varint.write(shared, out);
      HexText.write(packed, start + shared, end, out);
      from = start;
      to = end;
    }
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
