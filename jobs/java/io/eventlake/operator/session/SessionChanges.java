package io.eventlake.operator.session;

import io.eventlake.event.KeyKind;
import io.eventlake.event.Session;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.flink.types.RowKind;

/** Writes a session as a changelog: retracts what was written of it before, then the new row. */
final class SessionChanges {

  private SessionChanges() {}

  static void write(
      SessionAggregate session, String key, SessionTally tally, Consumer<Session> output) {
    boolean first = session.writtenRows() == 0;
    for (int row = 0; row < session.writtenRows(); row++) {
      output.accept(retraction(session, key, row));
    }

    session.revision++;
    session.changed = false;
    session.setWritten();
    output.accept(row(session, key, tally, first ? RowKind.INSERT : RowKind.UPDATE_AFTER));
  }

  /** Only what a delete needs: what the keys of rows are made of. */
  private static Session retraction(SessionAggregate session, String key, int row) {
    int at = row * SessionAggregate.NUMBERS_OF_ROW;
    long start = session.written[at];
    Session retraction = new Session();
    retraction.rowKind = RowKind.UPDATE_BEFORE;
    retraction.sessionId =
        SessionKeys.sessionId(key, start, session.written[at + 1], session.written[at + 2]);
    retraction.startMillis = start;
    retraction.notes = session.notes == null ? null : session.notes.written(row);
    return retraction;
  }

  private static Session row(
      SessionAggregate session, String key, SessionTally tally, RowKind kind) {
    Session row = new Session();
    row.rowKind = kind;
    row.sessionId = SessionKeys.sessionId(key, session.start, session.firstHigh, session.firstLow);
    row.idDerived = SessionKeys.kind(key) != KeyKind.SESSION;
    row.userId = session.texts.get(SessionTexts.USER);
    row.startMillis = session.start;
    row.endMillis = session.end;
    row.events = session.events;
    row.truncated = session.truncated;
    row.revision = session.revision;
    // Copies: the session may go on before the row is away.
    row.sums = Arrays.copyOf(session.sums, tally.sums());
    row.flags = session.flags;
    row.texts = new String[tally.texts()];
    for (int i = 0; i < row.texts.length; i++) {
      row.texts[i] = session.texts.get(SessionTexts.FAMILY + i);
    }

    row.notes = session.notes == null ? null : session.notes.all();

    return row;
  }
}
