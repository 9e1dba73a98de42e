package io.eventlake.operator.session;

import io.eventlake.event.EventEnvelope;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.table.data.StringData;

/**
 * The texts of a session, each with the place of the event it was taken from.
 *
 * <p>In one array of bytes, since as objects they were most of what an open session takes on the
 * heap: first where the record of each text ends, four bytes each, then the records: time and id of
 * the event, eight bytes for each of the three numbers, and the text in UTF-8. The record of a text
 * that is not there is empty.
 */
final class SessionTexts {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final SessionText[] ALL = SessionText.values();
  private static final int HEADER = ALL.length * Integer.BYTES;
  private static final int PLACE = 3 * Long.BYTES;

  private static final int OBJECT_BYTES = 16;

  /** Shared: a text that comes makes an array of its own. */
  private static final byte[] NONE = none();

  private byte[] packed = NONE;

  /** Takes the texts of an event whose place is before, or after, that of those held. */
  void take(EventEnvelope event, SessionFacts facts) {
    for (SessionText text : ALL) {
      // The place first: most texts of most events are not even looked at.
      if (takes(text, event.eventTimeMillis, event.idHigh, event.idLow)) {
        StringData value = text.of(event.silver, facts);
        if (value != null) {
          set(text, value.toBytes(), event.eventTimeMillis, event.idHigh, event.idLow);
        }
      }
    }
  }

  void take(SessionTexts other) {
    for (SessionText text : ALL) {
      if (other.has(text) && takes(text, other.time(text), other.high(text), other.low(text))) {
        set(text, other.utf8(text), other.time(text), other.high(text), other.low(text));
      }
    }
  }

  boolean has(SessionText text) {
    return end(text) > start(text);
  }

  /** Null where there is none. */
  String get(SessionText text) {
    return has(text)
        ? new String(packed, start(text) + PLACE, length(text), StandardCharsets.UTF_8)
        : null;
  }

  byte[] utf8(SessionText text) {
    return Arrays.copyOfRange(packed, start(text) + PLACE, end(text));
  }

  /** Event time of the event a text is from; like its id, only where there is the text. */
  long time(SessionText text) {
    return (long) LONGS.get(packed, start(text));
  }

  long high(SessionText text) {
    return (long) LONGS.get(packed, start(text) + Long.BYTES);
  }

  long low(SessionText text) {
    return (long) LONGS.get(packed, start(text) + 2 * Long.BYTES);
  }

  void set(SessionText text, byte[] utf8, long time, long high, long low) {
    int start = start(text);
    resize(text, PLACE + utf8.length);
    LONGS.set(packed, start, time);
    LONGS.set(packed, start + Long.BYTES, high);
    LONGS.set(packed, start + 2 * Long.BYTES, low);
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

  private boolean takes(SessionText text, long time, long high, long low) {
    if (!has(text)) {
      return true;
    }

    int order = EventOrder.compare(time, high, low, time(text), high(text), low(text));
    return text.last ? order > 0 : order < 0;
  }

  private void resize(SessionText text, int bytes) {
    int start = start(text);
    int end = end(text);
    int more = bytes - (end - start);
    if (more == 0) {
      return;
    }

    byte[] resized = Arrays.copyOf(packed, packed.length + more);
    System.arraycopy(packed, end, resized, end + more, packed.length - end);
    for (int i = text.ordinal(); i < ALL.length; i++) {
      INTS.set(resized, i * Integer.BYTES, end(ALL[i]) + more);
    }

    packed = resized;
  }

  private int length(SessionText text) {
    return end(text) - start(text) - PLACE;
  }

  private int start(SessionText text) {
    return text.ordinal() == 0 ? HEADER : end(ALL[text.ordinal() - 1]);
  }

  private int end(SessionText text) {
    return (int) INTS.get(packed, text.ordinal() * Integer.BYTES);
  }

  private static byte[] none() {
    byte[] none = new byte[HEADER];
    for (int i = 0; i < ALL.length; i++) {
      INTS.set(none, i * Integer.BYTES, HEADER);
    }

    return none;
  }
}
