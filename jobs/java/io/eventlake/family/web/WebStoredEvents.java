package io.eventlake.family.web;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.decode.StoredEvents;
import io.eventlake.table.rows.BronzeColumns;
import io.eventlake.table.rows.SilverColumns;
import java.util.UUID;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Reads rows of {@code bronze.events} and {@code silver.events}, columns as their DDL has them. */
final class WebStoredEvents implements StoredEvents {

  private static final long serialVersionUID = 1L;

  private static final int MICROSECONDS = 6;

  // The family's own columns of bronze.events.
  private static final int SCHEMA_VERSION = 0;
  private static final int TS = 3;
  private static final int INGEST_TS = 4;
  private static final int SOURCE = 5;
  private static final int PRIVACY = 6;
  private static final int USER = 7;
  private static final int SESSION = 8;
  private static final int CONTEXT = 9;
  private static final int CHART = 10;
  private static final int AFFILIATE = 11;

  private final RowType silverType;
  private final BronzeColumns bronzeColumns;
  private final SilverColumns silverColumns;

  // Made on the task: none of them is serializable.
  private transient WebEvent event;
  private transient WebSilverRows silverRows;
  private transient RowDataSerializer silverCopies;

  WebStoredEvents(RowType bronzeType, RowType silverType) {
    this.silverType = silverType;
    this.bronzeColumns = new BronzeColumns(bronzeType);
    this.silverColumns = new SilverColumns(silverType);
  }

  @Override
  public EventEnvelope ofBronze(RowData bronze) {
    prepare();
    event.clear();
    set(WebProperty.SCHEMA_VERSION, bronze, SCHEMA_VERSION);
    event.set(WebProperty.EVENT_TYPE, WebEvents.shared(bronzeColumns.eventType(bronze)));
    UUID id = UUID.fromString(bronzeColumns.eventId(bronze).toString());
    event.setId(
        bronzeColumns.eventId(bronze), id.getMostSignificantBits(), id.getLeastSignificantBits());
    event.set(WebProperty.TS, micros(bronze.getTimestamp(TS, MICROSECONDS)));
    setNumber(WebProperty.INGEST_TS, bronze, INGEST_TS);
    set(WebProperty.SOURCE, bronze, SOURCE);
    setStructs(bronze);
    EventTimes times = EventTimes.of(bronzeColumns.arrivalMillis(bronze), event);
    return WebEnvelopes.of(
        event, times, bronzeColumns.shardId(bronze), silverRows.row(event, times));
  }

  @Override
  public EventEnvelope ofSilver(RowData silver) {
    prepare();
    EventEnvelope envelope = new EventEnvelope();
    String id = silverColumns.eventId(silver);
    WebEnvelopes.setKey(
        envelope, silverColumns.sessionId(silver), silverColumns.userId(silver), id);
    UUID uuid = UUID.fromString(id);
    envelope.eventType = WebEvents.shared(silverColumns.eventType(silver)).toString();
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
    WebEnvelopes.setKey(envelope, sessionId, userIdHash, eventId);
    return envelope.key;
  }

  private void prepare() {
    if (event == null) {
      event = new WebEvent();
      silverRows = new WebSilverRows();
      silverCopies = new RowDataSerializer(silverType);
    }
  }

  private void setStructs(RowData bronze) {
    RowData privacy = bronze.isNullAt(PRIVACY) ? null : bronze.getRow(PRIVACY, 3);
    set(WebProperty.SOURCE_IP, privacy, 2);
    cutAddress();
    RowData user = bronze.isNullAt(USER) ? null : bronze.getRow(USER, 2);
    set(WebProperty.USER_ID_HASH, user, 0);
    set(WebProperty.GEO_COUNTRY, user, 1);
    RowData session = bronze.isNullAt(SESSION) ? null : bronze.getRow(SESSION, 2);
    set(WebProperty.SESSION_ID, session, 0);
    RowData context = bronze.isNullAt(CONTEXT) ? null : bronze.getRow(CONTEXT, 5);
    set(WebProperty.PAGE_URL, context, 0);
    set(WebProperty.REFERRER, context, 1);
    set(WebProperty.LOCALE, context, 2);
    set(WebProperty.USER_AGENT, context, 3);
    set(WebProperty.AB_VARIANT, context, 4);
    RowData chart = bronze.isNullAt(CHART) ? null : bronze.getRow(CHART, 4);
    setList(WebProperty.PRODUCT_IDS, chart, 0);
    set(WebProperty.ACTION, chart, 1);
    set(WebProperty.CONTROL_ID, chart, 2);
    set(WebProperty.CONTROL_VALUE, chart, 3);
    RowData affiliate = bronze.isNullAt(AFFILIATE) ? null : bronze.getRow(AFFILIATE, 3);
    set(WebProperty.LINK_ID, affiliate, 0);
    set(WebProperty.TARGET, affiliate, 1);
    setNumber(WebProperty.PAYOUT_CENTS, affiliate, 2);
  }

  /** Release 0.1.0 kept addresses as sent. */
  private void cutAddress() {
    StringData address = event.string(WebProperty.SOURCE_IP);
    String networks = address == null ? null : AddressText.cut(address.toString());
    if (networks != null) {
      event.set(WebProperty.SOURCE_IP, StringData.fromString(networks));
    }
  }

  private void set(WebProperty property, RowData row, int column) {
    if (row != null && !row.isNullAt(column)) {
      event.set(property, row.getString(column));
    }
  }

  private void setNumber(WebProperty property, RowData row, int column) {
    if (row != null && !row.isNullAt(column)) {
      event.set(property, row.getLong(column));
    }
  }

  private void setList(WebProperty property, RowData row, int column) {
    if (row == null || row.isNullAt(column)) {
      return;
    }

    ArrayData array = row.getArray(column);
    StringData[] list = new StringData[array.size()];
    for (int i = 0; i < list.length; i++) {
      list[i] = array.getString(i);
    }

    event.set(property, list);
  }

  private static long micros(TimestampData instant) {
    return instant.getMillisecond() * 1_000L + instant.getNanoOfMillisecond() / 1_000;
  }
}
