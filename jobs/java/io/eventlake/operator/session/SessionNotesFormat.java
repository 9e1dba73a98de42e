package io.eventlake.operator.session;

import io.eventlake.event.EventNote;
import io.eventlake.operator.state.Varint;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of a session's notes, format 3: which of them each written row has, then the notes as
 * they came, each time as its distance from the one before.
 */
final class SessionNotesFormat {

  private SessionNotesFormat() {}

  static void write(SessionAggregate session, DataOutputView out) throws IOException {
    SessionNotes notes = session.notes;
    for (int bound : notes.writtenBounds()) {
      Varint.write(bound, out);
    }

    Varint.write(notes.count(), out);
    long before = session.start;
    for (EventNote note : notes.asTheyCame()) {
      Varint.writeSigned(note.timeMillis - before, out);
      out.writeLong(note.idHigh);
      out.writeLong(note.idLow);
      Varint.write(note.note.length, out);
      out.write(note.note);
      before = note.timeMillis;
    }
  }

  /** The notes of a session whose start and written rows are known already. */
  static SessionNotes read(SessionAggregate session, DataInputView in) throws IOException {
    int[] bounds = new int[2 * session.writtenRows()];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = (int) Varint.read(in);
    }

    SessionNotes notes = SessionNotes.withRows(bounds);
    long before = session.start;
    for (long left = Varint.read(in); left > 0; left--) {
      before += Varint.readSigned(in);
      long high = in.readLong();
      long low = in.readLong();
      byte[] note = new byte[(int) Varint.read(in)];
      in.readFully(note);
      notes.add(before, high, low, note);
    }

    return notes;
  }
}
