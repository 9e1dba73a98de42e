package io.eventlake.table.rows;

import java.io.Serializable;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.TypedSetters;
import org.apache.flink.table.types.logical.RowType;

/**
 * The columns that {@code silver.events} has in every family, wherever they stand; looked up once.
 */
public final class SilverColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int eventId;
  private final int eventType;
  private final int ts;
  private final int sessionId;
  private final int userIdHash;
  private final int eventDt;
  private final int arrivalTs;
  private final int clockSkewed;
  private final int inSession;

  /**
   * @param type of the table's rows
   */
  public SilverColumns(RowType type) {
    eventId = Columns.position(type, "event_id");
    eventType = Columns.position(type, "event_type");
    ts = Columns.position(type, "ts");
    sessionId = Columns.position(type, "session_id");
    userIdHash = Columns.position(type, "user_id_hash");
    eventDt = Columns.position(type, "event_dt");
    arrivalTs = Columns.position(type, "arrival_ts");
    clockSkewed = Columns.position(type, "clock_skewed");
    inSession = Columns.position(type, "in_session");
  }

  public String eventId(RowData silver) {
    return silver.getString(eventId).toString();
  }

  public StringData eventType(RowData silver) {
    return silver.getString(eventType);
  }

  /** The client's time, epoch microseconds, UTC. */
  public long timestampMicros(RowData silver) {
    return Columns.micros(silver, ts);
  }

  /** The session as sent, or null. */
  public String sessionId(RowData silver) {
    return Columns.string(silver, sessionId);
  }

  /** The pseudonymous user, or null. */
  public StringData userId(RowData silver) {
    return Columns.textOrNull(silver, userIdHash);
  }

  /** UTC day of the event time, days since the epoch. */
  public int eventDay(RowData silver) {
    return silver.getInt(eventDt);
  }

  /** Epoch milliseconds, UTC. */
  public long arrivalMillis(RowData silver) {
    return Columns.millis(silver, arrivalTs);
  }

  /** The time that session bounds trust, as on the envelope, epoch milliseconds, UTC. */
  public long eventTimeMillis(RowData silver) {
    return Columns.millis(silver, silver.getBoolean(clockSkewed) ? arrivalTs : ts);
  }

  /** Notes that the event counts in a session. */
  public void setInSession(RowData silver) {
    if (silver instanceof TypedSetters) {
      ((TypedSetters) silver).setBoolean(inSession, true);
    } else {
      ((GenericRowData) silver).setField(inSession, true);
    }
  }

  /** Whether the event counts in a session; null in a row of a release that did not say. */
  public Boolean inSession(RowData silver) {
    return silver.isNullAt(inSession) ? null : Boolean.valueOf(silver.getBoolean(inSession));
  }
}
