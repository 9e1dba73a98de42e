package io.eventlake.table.rows;

import io.eventlake.event.Session;
import java.io.Serializable;
import java.util.regex.Pattern;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * The columns that {@code silver.sessions} has in every family, wherever they stand; looked up
 * once.
 */
public final class SessionColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Pattern OF_USER =
      Pattern.compile("u-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final int sessionId;
  private final int userIdHash;
  private final int start;
  private final int end;
  private final int eventDt;
  private final int events;
  private final int truncated;
  private final int revision;
  private final int idDerived;

  /**
   * @param type of the table's rows
   */
  public SessionColumns(RowType type) {
    sessionId = Columns.position(type, "session_id");
    userIdHash = Columns.position(type, "user_id_hash");
    start = Columns.position(type, "session_start_ts");
    end = Columns.position(type, "session_end_ts");
    eventDt = Columns.position(type, "event_dt");
    events = Columns.position(type, "events");
    truncated = Columns.position(type, "truncated");
    revision = Columns.position(type, "revision");
    idDerived = Columns.position(type, "id_derived");
  }

  /** What every family's row tells of its session; its row kind is INSERT. */
  public Session session(RowData row) {
    Session session = new Session();
    session.rowKind = RowKind.INSERT;
    session.sessionId = Columns.string(row, sessionId);
    session.userId = Columns.string(row, userIdHash);
    session.startMillis = Columns.millis(row, start);
    session.endMillis = Columns.millis(row, end);
    session.events = row.getLong(events);
    session.truncated = row.getBoolean(truncated);
    session.revision = row.getInt(revision);
    session.idDerived = row.isNullAt(idDerived) ? null : Boolean.valueOf(row.getBoolean(idDerived));
    return session;
  }

  /** UTC day of the session's start, days since the epoch. */
  public int eventDay(RowData row) {
    return row.getInt(eventDt);
  }

  /** Position of what rows of release 0.1.0 do not tell. */
  public int idDerived() {
    return idDerived;
  }

  /**
   * Whether the lake made the session's id, as no session was sent. A row of release 0.1.0 does not
   * say: there the form of the id decides.
   */
  public static boolean isOfUser(Session session) {
    return session.idDerived == null
        ? OF_USER.matcher(session.sessionId).matches()
        : session.idDerived;
  }
}
