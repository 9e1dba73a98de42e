package io.eventlake.table.rows;

import io.eventlake.event.Session;
import java.util.regex.Pattern;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Rows of {@code silver.sessions}, in the order of its columns. */
public final class SessionRows {

  private static final Pattern OF_USER =
      Pattern.compile("u-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private SessionRows() {}

  /**
   * Whether the lake made the session's id, as no browser session was sent. A row of release 0.1.0
   * does not say: there the form of the id decides.
   */
  public static boolean isOfUser(Session session) {
    return session.idDerived == null
        ? OF_USER.matcher(session.sessionId).matches()
        : session.idDerived;
  }

  /** The row with the session's row kind; a retraction has only the key columns. */
  public static RowData row(Session session) {
    return GenericRowData.ofKind(
        session.rowKind,
        Columns.text(session.sessionId),
        Columns.text(session.userId),
        Columns.timestamp(session.startMillis),
        Columns.timestamp(session.endMillis),
        session.pageViews,
        session.interactions,
        session.clicks,
        Columns.text(session.firstPageUrl),
        Columns.text(session.lastPageUrl),
        Columns.text(session.variant),
        Columns.text(session.country),
        Columns.day(session.startMillis),
        session.events,
        session.truncated,
        session.revision,
        session.idDerived);
  }

  /** What a row of the table tells of its session; its row kind is INSERT. */
  public static Session session(RowData row) {
    Session session = new Session();
    session.rowKind = RowKind.INSERT;
    session.sessionId = Columns.string(row, 0);
    session.userId = Columns.string(row, 1);
    session.startMillis = Columns.millis(row, 2);
    session.endMillis = Columns.millis(row, 3);
    session.pageViews = row.getInt(4);
    session.interactions = row.getInt(5);
    session.clicks = row.getInt(6);
    session.firstPageUrl = Columns.string(row, 7);
    session.lastPageUrl = Columns.string(row, 8);
    session.variant = Columns.string(row, 9);
    session.country = Columns.string(row, 10);
    session.events = row.getLong(12);
    session.truncated = row.getBoolean(13);
    session.revision = row.getInt(14);
    session.idDerived = row.isNullAt(15) ? null : row.getBoolean(15);
    return session;
  }
}
