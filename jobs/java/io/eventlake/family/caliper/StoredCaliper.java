package io.eventlake.family.caliper;

import io.eventlake.event.EventEnvelope;
import io.eventlake.family.caliper.item.CaliperItem;
import io.eventlake.family.caliper.item.ItemValues;
import io.eventlake.family.contract.Envelopes;
import io.eventlake.family.contract.EventTimes;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.table.rows.BronzeColumns;
import io.eventlake.table.rows.Columns;
import io.eventlake.table.rows.SilverColumns;
import java.util.UUID;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads learning events off the tables. A row of bronze has the item as the lake may know it: no
 * key is asked for, and what counted as a session then does so now.
 */
final class StoredCaliper implements StoredEvents {

  private static final long serialVersionUID = 1L;

  private static final StringData EVENT = StringData.fromString("event");

  private final RowType silver;
  private final BronzeColumns bronzeColumns;
  private final SilverColumns silverColumns;
  private final int kind;
  private final int payload;
  private final int sessionId;
  private final int sensor;
  private final int rules;

  // Made on the task: none of them is serializable.
  private transient ItemValues values;
  private transient CaliperEnvelopes envelopes;
  private transient RowDataSerializer silverCopies;

  StoredCaliper(RowType bronze, RowType silver) {
    this.silver = silver;
    bronzeColumns = new BronzeColumns(bronze);
    silverColumns = new SilverColumns(silver);
    kind = Columns.position(bronze, "kind");
    payload = Columns.position(bronze, "payload");
    sessionId = Columns.position(bronze, "session_id");
    sensor = Columns.position(bronze, "sensor");
    rules = Columns.position(bronze, "rules");
  }

  @Override
  public EventEnvelope ofBronze(RowData bronze) {
    if (!EVENT.equals(bronze.getString(kind))) {
      return null;
    }

    prepare();
    CaliperItem event =
        CaliperItem.stored(
            values, bronze.getString(payload).toString(), Columns.string(bronze, sessionId));
    EventTimes times = EventTimes.of(bronzeColumns.arrivalMillis(bronze), event.micros);
    return envelopes.of(
        event,
        values,
        Columns.string(bronze, sensor),
        Columns.string(bronze, rules),
        times,
        bronzeColumns.shardId(bronze));
  }

  @Override
  public EventEnvelope ofSilver(RowData row) {
    prepare();
    EventEnvelope envelope = new EventEnvelope();
    String id = silverColumns.eventId(row);
    Envelopes.setKey(envelope, silverColumns.sessionId(row), silverColumns.userId(row), id);
    UUID uuid = UUID.fromString(id);
    envelope.eventType = envelopes.type(silverColumns.eventType(row).toString());
    envelope.idHigh = uuid.getMostSignificantBits();
    envelope.idLow = uuid.getLeastSignificantBits();
    envelope.arrivalMillis = silverColumns.arrivalMillis(row);
    envelope.eventTimeMillis = silverColumns.eventTimeMillis(row);
    envelope.shardId = "";
    envelope.silver = silverCopies.toBinaryRow(row).copy();
    return envelope;
  }

  @Override
  public String key(String session, String user, String eventId) {
    EventEnvelope envelope = new EventEnvelope();
    Envelopes.setKey(envelope, session, user, eventId);
    return envelope.key;
  }

  private void prepare() {
    if (values == null) {
      values = new ItemValues();
      envelopes = new CaliperEnvelopes(silver);
      silverCopies = new RowDataSerializer(silver);
    }
  }
}
