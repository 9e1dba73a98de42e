package io.eventlake.family.toy;

import io.eventlake.event.EventNote;
import io.eventlake.event.Session;
import io.eventlake.event.SessionWithSegments;
import io.eventlake.table.rows.Columns;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * Rows of {@code gold.fact_runs}: events of toys of one colour, one after the other. An event that
 * comes late may lengthen a run, cut it in two, or begin it earlier, under another key.
 */
final class ToyRunRows {

  private ToyRunRows() {}

  static void rows(SessionWithSegments joined, Consumer<RowData> rows) {
    EventNote[] notes = joined.session.notesOrNone();
    for (int from = 0; from < notes.length; ) {
      ToyNote first = new ToyNote(notes[from].note);
      long pieces = first.pieces;
      int to = from + 1;
      for (; to < notes.length; to++) {
        ToyNote next = new ToyNote(notes[to].note);
        if (!next.colour.equals(first.colour)) {
          break;
        }

        pieces += next.pieces;
      }

      rows.accept(row(joined.session, notes[from], first.colour, to - from, pieces));
      from = to;
    }
  }

  private static RowData row(
      Session session, EventNote first, String colour, long toys, long pieces) {
    return GenericRowData.of(
        Columns.text(session.sessionId),
        Columns.text(new UUID(first.idHigh, first.idLow).toString()),
        Columns.text(colour),
        toys,
        pieces,
        Columns.timestamp(first.timeMillis),
        Columns.day(session.startMillis));
  }
}
