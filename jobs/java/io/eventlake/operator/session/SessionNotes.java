package io.eventlake.operator.session;

import io.eventlake.event.EventNote;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The notes of a session, as they came: nothing is moved for one that comes, so that an event costs
 * the same however many there are, and a row that was written has those from one place to another.
 * In the order of their events, each once, when they are asked for.
 *
 * <p>In one array of bytes, as {@link SessionTexts}: of each note time and id of its event, eight
 * bytes for each of the three numbers, four for its length, and the note.
 */
final class SessionNotes {

  /** A session with so many takes no more events, as behind its other bounds. */
  static final int MOST_BYTES = 16 << 20;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int LENGTH = 3 * Long.BYTES;
  private static final int HEAD = LENGTH + Integer.BYTES;

  private static final int OBJECT_BYTES = 32;
  private static final int BOUNDS_OF_ROW = 2;
  private static final byte[] NONE = {};

  private static final Comparator<EventNote> ORDER =
      (one, other) ->
          EventOrder.compare(
              one.timeMillis, one.idHigh, one.idLow, other.timeMillis, other.idHigh, other.idLow);

  private byte[] packed = NONE;
  private int bytes;
  private int count;

  /**
   * Of each row that was written and not yet retracted, the number of its first note and of the one
   * behind its last. Never changed but replaced.
   */
  private int[] written;

  /**
   * @param writtenRows rows of the session that were written while it had none
   */
  SessionNotes(int writtenRows) {
    this.written = new int[BOUNDS_OF_ROW * writtenRows];
  }

  /** Notes that are to come, and those of them that each row has. */
  static SessionNotes withRows(int[] bounds) {
    SessionNotes notes = new SessionNotes(0);
    notes.written = bounds;
    return notes;
  }

  void add(long time, long high, long low, byte[] note) {
    int at = bytes;
    makeRoom(HEAD + note.length);
    LONGS.set(packed, at, time);
    LONGS.set(packed, at + Long.BYTES, high);
    LONGS.set(packed, at + 2 * Long.BYTES, low);
    INTS.set(packed, at + LENGTH, note.length);
    System.arraycopy(note, 0, packed, at + HEAD, note.length);
    count++;
  }

  /** Takes those of a session that becomes one with this, and the rows that it has written. */
  void addAll(SessionNotes other) {
    int[] rows = Arrays.copyOf(written, written.length + other.written.length);
    for (int i = 0; i < other.written.length; i++) {
      rows[written.length + i] = count + other.written[i];
    }

    written = rows;
    int at = bytes;
    makeRoom(other.bytes);
    System.arraycopy(other.packed, 0, packed, at, other.bytes);
    count += other.count;
  }

  /** One row is written, which has all of them. */
  void setWritten() {
    written = new int[] {0, count};
  }

  int count() {
    return count;
  }

  int bytes() {
    return bytes;
  }

  /** Bounds of the rows' notes, two numbers each. */
  int[] writtenBounds() {
    return written;
  }

  /** In the order of the events. */
  EventNote[] all() {
    return inOrder(0, count);
  }

  /** Those that a written row had, in the order of the events. */
  EventNote[] written(int row) {
    return inOrder(written[BOUNDS_OF_ROW * row], written[BOUNDS_OF_ROW * row + 1]);
  }

  /** As they came. */
  EventNote[] asTheyCame() {
    return unpack(0, count);
  }

  /** What they take on the heap. */
  int heapBytes() {
    return OBJECT_BYTES
        + HeapBytes.array(packed.length, Byte.BYTES)
        + HeapBytes.array(written.length, Integer.BYTES);
  }

  SessionNotes copy() {
    SessionNotes copy = withRows(written);
    copy.packed = Arrays.copyOf(packed, bytes);
    copy.bytes = bytes;
    copy.count = count;
    return copy;
  }

  private EventNote[] inOrder(int from, int to) {
    EventNote[] notes = unpack(from, to);
    Arrays.sort(notes, ORDER);
    int distinct = 0;
    for (EventNote note : notes) {
      // An event that came again when it was no longer known as seen.
      if (distinct == 0 || ORDER.compare(notes[distinct - 1], note) != 0) {
        notes[distinct++] = note;
      }
    }

    return distinct == notes.length ? notes : Arrays.copyOf(notes, distinct);
  }

  private EventNote[] unpack(int from, int to) {
    EventNote[] notes = new EventNote[to - from];
    int at = 0;
    for (int i = 0; i < to; i++) {
      int length = (int) INTS.get(packed, at + LENGTH);
      if (i >= from) {
        notes[i - from] =
            new EventNote(
                (long) LONGS.get(packed, at),
                (long) LONGS.get(packed, at + Long.BYTES),
                (long) LONGS.get(packed, at + 2 * Long.BYTES),
                Arrays.copyOfRange(packed, at + HEAD, at + HEAD + length));
      }

      at += HEAD + length;
    }

    return notes;
  }

  private void makeRoom(int more) {
    int needed = bytes + more;
    if (needed > packed.length) {
      packed = Arrays.copyOf(packed, Math.max(needed, bytes + bytes / 4));
    }

    bytes = needed;
  }
}
