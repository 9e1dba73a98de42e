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
    boolean first = session.written.length == 0;
    for (int i = 0; i < session.written.length; i += 3) {
      output.accept(
          retraction(key, session.written[i], session.written[i + 1], session.written[i + 2]));
    }

    session.revision++;
    session.changed = false;
    session.written = new long[] {session.start, session.firstHigh, session.firstLow};
    output.accept(row(session, key, tally, first ? RowKind.INSERT : RowKind.UPDATE_AFTER));
  }

  /** Only what a delete needs: the key of the row. */
  private static Session retraction(String key, long start, long high, long low) {
    Session retraction = new Session();
    retraction.rowKind = RowKind.UPDATE_BEFORE;
    retraction.sessionId = SessionKeys.sessionId(key, start, high, low);
    retraction.startMillis = start;
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

    return row;
  }
}
