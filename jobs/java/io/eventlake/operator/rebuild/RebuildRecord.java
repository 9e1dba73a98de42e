package io.eventlake.operator.rebuild;

import io.eventlake.event.EventEnvelope;
import io.eventlake.event.LateEvent;
import io.eventlake.event.Session;
import io.eventlake.operator.decode.EventEnvelopeTypeInfo;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * Something that the lake holds of a session key: input of {@link RebuildFunction}. A mutable bean,
 * as Flink serializes it.
 */
public class RebuildRecord {

  /** What it is. Of one key, the table rows come before the events of bronze. */
  public enum Kind {
    SESSION,
    LATE,
    SILVER,
    BRONZE
  }

  public Kind kind;

  /** The session key, as on the envelope. */
  public String key;

  /** By which the records of a key are sorted: not negative. */
  public long order;

  /** With SILVER and BRONZE. */
  public EventEnvelope event;

  /** With BRONZE: tells records that came in the same millisecond apart. */
  public String sequenceNumber;

  public int subSequenceNumber;

  /** With BRONZE: the event's place in its record. */
  public int eventIndex;

  /** With BRONZE: it was a dead letter until now, and no count knows its event. */
  public boolean replayed;

  /** With SESSION: what every family's row tells. */
  public Session session;

  /** With SESSION: the row itself. */
  public RowData sessionRow;

  /** With LATE. */
  public LateEvent late;

  public RebuildRecord() {}

  private RebuildRecord(Kind kind, String key, long order) {
    this.kind = kind;
    this.key = key;
    this.order = order;
  }

  public static RebuildRecord session(String key, Session session, RowData row) {
    RebuildRecord result = new RebuildRecord(Kind.SESSION, key, Kind.SESSION.ordinal());
    result.session = session;
    result.sessionRow = row;
    return result;
  }

  public static RebuildRecord late(String key, LateEvent late) {
    RebuildRecord result = new RebuildRecord(Kind.LATE, key, Kind.LATE.ordinal());
    result.late = late;
    return result;
  }

  public static RebuildRecord silver(EventEnvelope event) {
    RebuildRecord result = new RebuildRecord(Kind.SILVER, event.key, Kind.SILVER.ordinal());
    result.event = event;
    return result;
  }

  public static RebuildRecord bronze(
      EventEnvelope event, String sequenceNumber, int subSequenceNumber, int eventIndex) {
    long order = Kind.BRONZE.ordinal() + Math.max(0, event.arrivalMillis);
    RebuildRecord result = new RebuildRecord(Kind.BRONZE, event.key, order);
    result.event = event;
    result.sequenceNumber = sequenceNumber;
    result.subSequenceNumber = subSequenceNumber;
    result.eventIndex = eventIndex;
    return result;
  }

  /** The same of a former dead letter. */
  public RebuildRecord asReplayed() {
    replayed = true;
    return this;
  }

  /** The type, with those of the rows of both tables. */
  public static TypeInformation<RebuildRecord> type(RowType silver, RowType sessions) {
    Map<String, TypeInformation<?>> fields = new HashMap<>();
    fields.put("kind", Types.ENUM(Kind.class));
    fields.put("key", Types.STRING);
    fields.put("order", Types.LONG);
    fields.put("event", new EventEnvelopeTypeInfo(silver));
    fields.put("sequenceNumber", Types.STRING);
    fields.put("subSequenceNumber", Types.INT);
    fields.put("eventIndex", Types.INT);
    fields.put("replayed", Types.BOOLEAN);
    fields.put("session", Types.POJO(Session.class));
    fields.put("sessionRow", InternalTypeInfo.of(sessions));
    fields.put("late", Types.POJO(LateEvent.class));
    return Types.POJO(RebuildRecord.class, fields);
  }
}
