package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;

/** Reads what {@link SessionTextsFormat} wrote straight into the array of {@link SessionTexts}. */
final class SessionTextsReader {

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int USUAL_BYTES = 512;

  private final SessionAggregate session;
  private final DataInputView in;
  private byte[] packed;
  private int end;

  private SessionTextsReader(SessionAggregate session, int size, DataInputView in) {
    this.session = session;
    this.in = in;
    this.end = SessionTexts.header(size);
    this.packed = new byte[end + USUAL_BYTES];
    packed[0] = (byte) size;
  }

  /** The texts of a session whose start is known already. */
  static SessionTexts read(SessionAggregate session, DataInputView in) throws IOException {
    int size = in.readByte();
    return size == 0 ? new SessionTexts() : new SessionTextsReader(session, size, in).readAll(size);
  }

  private SessionTexts readAll(int size) throws IOException {
    int before = end;
    for (int text = 0; text < size; text++) {
      int place = (int) Varint.read(in);
      if (place != SessionTextsFormat.NO_TEXT) {
        makeRoom(SessionTexts.PLACE);
        readPlace(place - SessionTextsFormat.FIRST - 1, text);
        int start = end;
        readText(before);
        before = start;
      }

      INTS.set(packed, SessionTexts.header(text), end);
    }

    return SessionTexts.of(Arrays.copyOf(packed, end));
  }

  /** That of the session's first event, of an earlier text, or one of its own. */
  private void readPlace(int same, int text) throws IOException {
    if (same < 0) {
      setPlace(session.start, session.firstHigh, session.firstLow);
    } else if (same < text) {
      int record =
          same == 0
              ? SessionTexts.header(packed[0])
              : (int) INTS.get(packed, SessionTexts.header(same - 1));
      System.arraycopy(packed, record, packed, end, SessionTexts.PLACE);
    } else {
      setPlace(session.start + Varint.readSigned(in), in.readLong(), in.readLong());
    }

    end += SessionTexts.PLACE;
  }

  private void setPlace(long time, long high, long low) {
    LONGS.set(packed, end, time);
    LONGS.set(packed, end + Long.BYTES, high);
    LONGS.set(packed, end + 2 * Long.BYTES, low);
  }

  /**
   * The text begins as another.
   *
   * @param before where that one begins
   */
  private void readText(int before) throws IOException {
    int shared = (int) Varint.read(in);
    long head = Varint.read(in);
    int plain = (int) (head >>> 1);
    int digits = (head & 1) == 0 ? 0 : 2 * (int) Varint.read(in);
    makeRoom(shared + plain + digits);
    System.arraycopy(packed, before, packed, end, shared);
    in.readFully(packed, end + shared, plain);
    HexText.readDigits(packed, end + shared + plain, digits, in);
    end += shared + plain + digits;
  }

  private void makeRoom(int bytes) {
    if (end + bytes > packed.length) {
      packed = Arrays.copyOf(packed, Math.max(2 * packed.length, end + bytes));
    }
  }
}
