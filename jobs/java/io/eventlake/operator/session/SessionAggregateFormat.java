package io.eventlake.operator.session;

import io.eventlake.operator.state.Varint;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of a session within the state of its key, format 3: all times as distances, all numbers
 * as long as they are, and what was written only where it is not the session as it is.
 */
final class SessionAggregateFormat {

  private static final int TRUNCATED = 1;
  private static final int CHANGED = 2;
  private static final int SETTLED = 4;

  /** What is written is the session with its first event as it is now. */
  private static final int WRITTEN = 8;

  private static final int NOTES = 16;

  private SessionAggregateFormat() {}

  /**
   * @param base an instant near the session, epoch milliseconds
   */
  static void write(SessionAggregate session, long base, DataOutputView out) throws IOException {
    boolean written = isWrittenAsItIs(session);
    out.writeByte(
        (session.truncated ? TRUNCATED : 0)
            | (session.changed ? CHANGED : 0)
            | (session.settled ? SETTLED : 0)
            | (written ? WRITTEN : 0)
            | (session.notes == null ? 0 : NOTES));
    Varint.writeSigned(session.start - base, out);
    Varint.writeSigned(session.end - session.start, out);
    Varint.write(session.events, out);
    Varint.writeSigned(session.revision, out);
    if (session.settled) {
      return;
    }

    out.writeLong(session.firstHigh);
    out.writeLong(session.firstLow);
    if (!written) {
      writeRows(session, out);
    }

    Varint.write(session.sums.length, out);
    for (long sum : session.sums) {
      Varint.write(sum, out);
    }

    Varint.write(session.flags, out);
    SessionTextsFormat.write(session, out);
    if (session.notes != null) {
      SessionNotesFormat.write(session, out);
    }
  }

  static SessionAggregate read(long base, DataInputView in) throws IOException {
    SessionAggregate session = new SessionAggregate();
    int flags = in.readByte();
    session.truncated = (flags & TRUNCATED) != 0;
    session.changed = (flags & CHANGED) != 0;
    session.start = base + Varint.readSigned(in);
    session.end = session.start + Varint.readSigned(in);
    session.events = Varint.read(in);
    session.revision = (int) Varint.readSigned(in);
    if ((flags & SETTLED) != 0) {
      session.settled = true;
      return session;
    }

    session.firstHigh = in.readLong();
    session.firstLow = in.readLong();
    if ((flags & WRITTEN) != 0) {
      session.written = new long[] {session.start, session.firstHigh, session.firstLow};
    } else {
      readRows(session, in);
    }

    int sums = (int) Varint.read(in);
    if (sums > 0) {
      session.sums = new long[sums];
      for (int i = 0; i < sums; i++) {
        session.sums[i] = Varint.read(in);
      }
    }

    session.flags = (int) Varint.read(in);
    session.texts = SessionTextsReader.read(session, in);
    if ((flags & NOTES) != 0) {
      session.notes = SessionNotesFormat.read(session, in);
    }

    return session;
  }

  private static boolean isWrittenAsItIs(SessionAggregate session) {
    return session.writtenRows() == 1
        && session.written[0] == session.start
        && session.written[1] == session.firstHigh
        && session.written[2] == session.firstLow;
  }

  private static void writeRows(SessionAggregate session, DataOutputView out) throws IOException {
    Varint.write(session.written.length, out);
    for (int i = 0; i < session.written.length; i += SessionAggregate.NUMBERS_OF_ROW) {
      Varint.writeSigned(session.written[i] - session.start, out);
      out.writeLong(session.written[i + 1]);
      out.writeLong(session.written[i + 2]);
    }
  }

  private static void readRows(SessionAggregate session, DataInputView in) throws IOException {
    int numbers = (int) Varint.read(in);
    if (numbers == 0) {
      return;
    }

    session.written = new long[numbers];
    for (int i = 0; i < numbers; i += SessionAggregate.NUMBERS_OF_ROW) {
      session.written[i] = session.start + Varint.readSigned(in);
      session.written[i + 1] = in.readLong();
      session.written[i + 2] = in.readLong();
    }
  }
}
