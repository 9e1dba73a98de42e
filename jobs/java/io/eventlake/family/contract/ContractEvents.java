package io.eventlake.family.contract;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.table.rows.BronzeColumns;
import io.eventlake.table.rows.SilverColumns;
import java.util.UUID;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/** Reads rows of a family's {@code bronze.events} and {@code silver.events}. */
final class ContractEvents implements StoredEvents {

  private static final long serialVersionUID = 1L;

  private final ContractRows rows;
  private final BronzeColumns bronzeColumns;
  private final SilverColumns silverColumns;

  // Made on the task: none of them is serializable.
  private transient Contract contract;
  private transient EventValues event;
  private transient StoredValues bronzeValues;
  private transient RowMaker maker;
  private transient RowDataSerializer silverCopies;

  ContractEvents(ContractRows rows) {
    this.rows = rows;
    this.bronzeColumns = new BronzeColumns(rows.bronze);
    this.silverColumns = new SilverColumns(rows.silver);
  }

  @Override
  public EventEnvelope ofBronze(RowData bronze) {
    prepare();
    event.clear();
    bronzeValues.read(bronze, event);
    StringData text = bronzeColumns.eventId(bronze);
    UUID id = UUID.fromString(text.toString());
    event.setId(text, id.getMostSignificantBits(), id.getLeastSignificantBits());
    EventTimes times = EventTimes.of(bronzeColumns.arrivalMillis(bronze), event);
    return Envelopes.of(event, times, bronzeColumns.shardId(bronze), maker.silver(event, times));
  }

  @Override
  public EventEnvelope ofSilver(RowData silver) {
    prepare();
    EventEnvelope envelope = new EventEnvelope();
    String id = silverColumns.eventId(silver);
    Envelopes.setKey(envelope, silverColumns.sessionId(silver), silverColumns.userId(silver), id);
    UUID uuid = UUID.fromString(id);
    envelope.eventType = contract.sharedType(silverColumns.eventType(silver)).toString();
    envelope.idHigh = uuid.getMostSignificantBits();
    envelope.idLow = uuid.getLeastSignificantBits();
    envelope.arrivalMillis = silverColumns.arrivalMillis(silver);
    envelope.eventTimeMillis = silverColumns.eventTimeMillis(silver);
    envelope.shardId = "";
    envelope.silver = silverCopies.toBinaryRow(silver).copy();
    return envelope;
  }

  @Override
  public String key(String sessionId, String userIdHash, String eventId) {
    EventEnvelope envelope = new EventEnvelope();
    Envelopes.setKey(envelope, sessionId, userIdHash, eventId);
    return envelope.key;
  }

  private void prepare() {
    if (event == null) {
      contract = rows.contract();
      event = new EventValues(contract);
      bronzeValues = new StoredValues(contract, rows.bronze);
      maker = rows.maker();
      silverCopies = new RowDataSerializer(rows.silver);
    }
  }
}
