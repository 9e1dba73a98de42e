package io.eventlake.family.web;

import io.eventlake.event.EventEnvelope;
import io.eventlake.operator.decode.StoredEvents;
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

  // Columns of bronze.events.
  private static final int SCHEMA_VERSION = 0;
  private static final int EVENT_TYPE = 1;
  private static final int EVENT_ID = 2;
  private static final int TS = 3;
  private static final int INGEST_TS = 4;
  private static final int SOURCE = 5;
  private static final int PRIVACY = 6;
  private static final int USER = 7;
  private static final int SESSION = 8;
  private static final int CONTEXT = 9;
  private static final int CHART = 10;
  private static final int AFFILIATE = 11;
  private static final int ARRIVAL_TS = 15;
  private static final int SHARD_ID = 16;

  private final RowType silverType;

  // Made on the task: none of them is serializable.
  private transient WebEvent event;
  private transient WebSilverRows silverRows;
  private transient RowDataSerializer silverCopies;

  WebStoredEvents(RowType silverType) {
    this.silverType = silverType;
  }

  @Override
  public EventEnvelope ofBronze(RowData bronze) {
    prepare();
    event.clear();
    set(WebProperty.SCHEMA_VERSION, bronze, SCHEMA_VERSION);
    set(WebProperty.EVENT_TYPE, bronze, EVENT_TYPE);
    UUID id = UUID.fromString(bronze.getString(EVENT_ID).toString());
    event.setId(
        bronze.getString(EVENT_ID), id.getMostSignificantBits(), id.getLeastSignificantBits());
    event.set(WebProperty.TS, micros(bronze.getTimestamp(TS, MICROSECONDS)));
    setNumber(WebProperty.INGEST_TS, bronze, INGEST_TS);
    set(WebProperty.SOURCE, bronze, SOURCE);
    setStructs(bronze);
    EventTimes times =
        EventTimes.of(bronze.getTimestamp(ARRIVAL_TS, MICROSECONDS).getMillisecond(), event);
    return WebEnvelopes.of(
        event, times, bronze.getString(SHARD_ID).toString(), silverRows.row(event, times));
  }

  @Override
  public EventEnvelope ofSilver(RowData silver) {
    prepare();
    EventEnvelope envelope = new EventEnvelope();
    String id = silver.getString(WebColumns.EVENT_ID).toString();
    WebEnvelopes.setKey(
        envelope, text(silver, WebColumns.SESSION_ID), text(silver, WebColumns.USER_ID_HASH), id);
    UUID uuid = UUID.fromString(id);
    envelope.idHigh = uuid.getMostSignificantBits();
    envelope.idLow = uuid.getLeastSignificantBits();
    envelope.arrivalMillis =
        silver.getTimestamp(WebColumns.ARRIVAL_TS, MICROSECONDS).getMillisecond();
    envelope.eventTimeMillis =
        silver.getBoolean(WebColumns.CLOCK_SKEWED)
            ? envelope.arrivalMillis
            : silver.getTimestamp(WebColumns.TS, MICROSECONDS).getMillisecond();
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

  private static String text(RowData row, int column) {
    return row.isNullAt(column) ? null : row.getString(column).toString();
  }

  private static long micros(TimestampData instant) {
    return instant.getMillisecond() * 1_000L + instant.getNanoOfMillisecond() / 1_000;
  }
}
