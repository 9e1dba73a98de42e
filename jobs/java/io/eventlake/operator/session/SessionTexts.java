package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.table.data.StringData;

/**
 * The texts of a session, each with the place of the event it was taken from: the user's, and then
 * those of the family's {@link SessionTally}.
 *
 * <p>In one array of bytes, since as objects they were most of what an open session takes on the
 * heap: first how many there are, then where the record of each text ends, four bytes each, then
 * the records: time and id of the event, eight bytes for each of the three numbers, and the text in
 * UTF-8. The record of a text that is not there is empty.
 */
final class SessionTexts {

  /** The user of the first event that has one, as the texts' first. */
  static final int USER = 0;

  /** The first of the family's. */
  static final int FAMILY = 1;

  /** Bytes of a text's place. */
  static final int PLACE = 3 * Long.BYTES;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int OBJECT_BYTES = 16;

  /** Shared: a text that comes makes an array of its own. */
  private static final byte[] NONE = {0};

  private byte[] packed = NONE;

  /** Those of a text for each record of its array, whose ends are set. */
  static SessionTexts of(byte[] packed) {
    SessionTexts texts = new SessionTexts();
    texts.packed = packed;
    return texts;
  }

  /** Takes the texts of an event whose place is before, or after, that of those held. */
  void take(EventEnvelope event, SessionFacts facts) {
    if (size() == 0) {
      takeFirst(event, facts);
      return;
    }

    grow(FAMILY + facts.texts);
    // The place first: most texts of most events are not even looked at.
    if (takes(USER, false, event.eventTimeMillis, event.idHigh, event.idLow)) {
      set(USER, facts.columns.userId(event.silver), event);
    }

    for (int i = 0; i < facts.texts; i++) {
      if (takes(FAMILY + i, facts.ofLast(i), event.eventTimeMillis, event.idHigh, event.idLow)) {
        set(FAMILY + i, facts.tally.text(i, event), event);
      }
    }
  }

  void take(SessionTexts other, SessionFacts facts) {
    for (int text = 0; text < other.size(); text++) {
      boolean ofLast = text >= FAMILY && facts.ofLast(text - FAMILY);
      if (other.has(text)
          && takes(text, ofLast, other.time(text), other.high(text), other.low(text))) {
        set(text, other.utf8(text), other.time(text), other.high(text), other.low(text));
      }
    }
  }

  /** All that a first event has, at once. */
  private void takeFirst(EventEnvelope event, SessionFacts facts) {
    byte[][] values = new byte[FAMILY + facts.texts][];
    int bytes = header(values.length);
    for (int i = 0; i < values.length; i++) {
      StringData value =
          i == USER ? facts.columns.userId(event.silver) : facts.tally.text(i - FAMILY, event);
      if (value != null) {
        values[i] = value.toBytes();
        bytes += PLACE + values[i].length;
      }
    }

    packed = new byte[bytes];
    packed[0] = (byte) values.length;
    int end = header(values.length);
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        setPlace(end, event.eventTimeMillis, event.idHigh, event.idLow);
        System.arraycopy(values[i], 0, packed, end + PLACE, values[i].length);
        end += PLACE + values[i].length;
      }

      INTS.set(packed, header(i), end);
    }
  }

  /** How many there is room for: those beyond are not there. */
  int size() {
    return packed[0];
  }

  boolean has(int text) {
    return text < size() && end(text) > start(text);
  }

  /** Null where there is none. */
  String get(int text) {
    return has(text)
        ? new String(packed, start(text) + PLACE, length(text), StandardCharsets.UTF_8)
        : null;
  }

  byte[] utf8(int text) {
    return Arrays.copyOfRange(packed, start(text) + PLACE, end(text));
  }

  /** Event time of the event a text is from; like its id, only where there is the text. */
  long time(int text) {
    return (long) LONGS.get(packed, start(text));
  }

  long high(int text) {
    return (long) LONGS.get(packed, start(text) + Long.BYTES);
  }

  long low(int text) {
    return (long) LONGS.get(packed, start(text) + 2 * Long.BYTES);
  }

  void set(int text, byte[] utf8, long time, long high, long low) {
    grow(text + 1);
    int start = start(text);
    resize(text, PLACE + utf8.length);
    setPlace(start, time, high, low);
    System.arraycopy(utf8, 0, packed, start + PLACE, utf8.length);
  }

  /** What they take on the heap. */
  int heapBytes() {
    return OBJECT_BYTES + (packed == NONE ? 0 : HeapBytes.array(packed.length, Byte.BYTES));
  }

  SessionTexts copy() {
    SessionTexts copy = new SessionTexts();
    copy.packed = packed == NONE ? NONE : packed.clone();
    return copy;
  }

  /** Its array, for the bytes of the state. */
  byte[] packed() {
    return packed;
  }

  private void setPlace(int start, long time, long high, long low) {
    LONGS.set(packed, start, time);
    LONGS.set(packed, start + Long.BYTES, high);
    LONGS.set(packed, start + 2 * Long.BYTES, low);
  }

  private void set(int text, StringData value, EventEnvelope event) {
    if (value != null) {
      set(text, value.toBytes(), event.eventTimeMillis, event.idHigh, event.idLow);
    }
  }

  private boolean takes(int text, boolean ofLast, long time, long high, long low) {
    if (!has(text)) {
      return true;
    }

    int order = EventOrder.compare(time, high, low, time(text), high(text), low(text));
    return ofLast ? order > 0 : order < 0;
  }

  /** Makes room for so many; those that come are not there yet. */
  private void grow(int texts) {
    int size = size();
    if (texts <= size) {
      return;
    }

    int more = (texts - size) * Integer.BYTES;
    byte[] grown = new byte[packed.length + more];
    System.arraycopy(packed, header(size), grown, header(texts), packed.length - header(size));
    grown[0] = (byte) texts;
    for (int i = 0; i < texts; i++) {
      INTS.set(grown, header(i), i < size ? end(i) + more : grown.length);
    }

    packed = grown;
  }

  private void resize(int text, int bytes) {
    int start = start(text);
    int end = end(text);
    int more = bytes - (end - start);
    if (more == 0) {
      return;
    }

    byte[] resized = Arrays.copyOf(packed, packed.length + more);
    System.arraycopy(packed, end, resized, end + more, packed.length - end);
    for (int i = text; i < size(); i++) {
      INTS.set(resized, header(i), end(i) + more);
    }

    packed = resized;
  }

  private int length(int text) {
    return end(text) - start(text) - PLACE;
  }

  /** Where the record of a text begins in the array. */
  int start(int text) {
    return text == 0 ? header(size()) : end(text - 1);
  }

  int end(int text) {
    return (int) INTS.get(packed, header(text));
  }

  /** Bytes before the end of that text; with the number of texts, of all ends. */
  static int header(int text) {
    return Byte.BYTES + text * Integer.BYTES;
  }
}
