package io.eventlake.family.web;

import io.eventlake.family.contract.EventTimes;
import io.eventlake.family.contract.EventValues;
import io.eventlake.family.contract.Property;
import io.eventlake.table.rows.Columns;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.writer.BinaryRowWriter;
import org.apache.flink.table.runtime.typeutils.ArrayDataSerializer;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Makes rows of {@code silver.events}: flat, empty strings null. They are binary, because the
 * copies and the shuffle that follow then cost a tenth.
 */
final class WebSilverRows {

  private static final Property SCHEMA_VERSION =
      WebProperties.contract().property("/schema_version");
  private static final Property EVENT_TYPE = WebProperties.contract().property("/event_type");
  private static final Property TS = WebProperties.contract().property("/ts");
  private static final Property INGEST_TS = WebProperties.contract().property("/ingest_ts");
  private static final Property SOURCE = WebProperties.contract().property("/source");
  private static final Property SOURCE_IP =
      WebProperties.contract().property("/privacy/source_ip_anonymized");
  private static final Property USER_ID_HASH =
      WebProperties.contract().property("/user/user_id_hash");
  private static final Property GEO_COUNTRY =
      WebProperties.contract().property("/user/geo_country");
  private static final Property SESSION_ID =
      WebProperties.contract().property("/session/session_id");
  private static final Property PAGE_URL = WebProperties.contract().property("/ctx/page_url");
  private static final Property REFERRER = WebProperties.contract().property("/ctx/referrer");
  private static final Property LOCALE = WebProperties.contract().property("/ctx/locale");
  private static final Property USER_AGENT = WebProperties.contract().property("/ctx/user_agent");
  private static final Property AB_VARIANT = WebProperties.contract().property("/ctx/ab_variant");
  private static final Property PRODUCT_IDS =
      WebProperties.contract().property("/chart/product_ids");
  private static final Property ACTION = WebProperties.contract().property("/chart/action");
  private static final Property CONTROL_ID = WebProperties.contract().property("/chart/control_id");
  private static final Property CONTROL_VALUE =
      WebProperties.contract().property("/chart/control_value");
  private static final Property LINK_ID = WebProperties.contract().property("/affiliate/link_id");
  private static final Property TARGET = WebProperties.contract().property("/affiliate/target");
  private static final Property PAYOUT_CENTS =
      WebProperties.contract().property("/affiliate/payout_cents");

  private static final int MICROSECONDS = 6;

  private final BinaryRowData row = new BinaryRowData(WebColumns.COUNT);
  private final BinaryRowWriter out = new BinaryRowWriter(row);
  private final ArrayDataSerializer lists = new ArrayDataSerializer(VarCharType.STRING_TYPE);

  /** A new row, independent of the next. */
  BinaryRowData row(EventValues event, EventTimes times) {
    out.reset();
    writeIdentity(event);
    writeContext(event);
    writeDetail(event);
    writeOrigin(event);
    writeTimes(times);
    out.complete();
    return row.copy();
  }

  private void writeIdentity(EventValues event) {
    out.writeString(WebColumns.EVENT_ID, event.id());
    write(WebColumns.EVENT_TYPE, event, EVENT_TYPE);
    out.writeTimestamp(WebColumns.TS, Columns.timestampMicros(event.number(TS)), MICROSECONDS);
    writeNumber(WebColumns.INGEST_TS, event, INGEST_TS);
    write(WebColumns.SESSION_ID, event, SESSION_ID);
    write(WebColumns.USER_ID_HASH, event, USER_ID_HASH);
    write(WebColumns.GEO_COUNTRY, event, GEO_COUNTRY);
  }

  private void writeContext(EventValues event) {
    write(WebColumns.PAGE_URL, event, PAGE_URL);
    write(WebColumns.REFERRER, event, REFERRER);
    write(WebColumns.LOCALE, event, LOCALE);
    write(WebColumns.USER_AGENT, event, USER_AGENT);
    write(WebColumns.AB_VARIANT, event, AB_VARIANT);
  }

  private void writeDetail(EventValues event) {
    write(WebColumns.CHART_ACTION, event, ACTION);
    write(WebColumns.CHART_CONTROL_ID, event, CONTROL_ID);
    write(WebColumns.CHART_CONTROL_VALUE, event, CONTROL_VALUE);
    writeList(WebColumns.PRODUCT_IDS, event.list(PRODUCT_IDS));
    write(WebColumns.AFFILIATE_LINK_ID, event, LINK_ID);
    write(WebColumns.AFFILIATE_TARGET, event, TARGET);
    writeNumber(WebColumns.PAYOUT_CENTS, event, PAYOUT_CENTS);
  }

  private void writeOrigin(EventValues event) {
    write(WebColumns.SOURCE, event, SOURCE);
    write(WebColumns.SCHEMA_VERSION, event, SCHEMA_VERSION);
    write(WebColumns.SOURCE_IP_ANONYMIZED, event, SOURCE_IP);
  }

  private void writeTimes(EventTimes times) {
    out.writeInt(WebColumns.EVENT_DT, Columns.day(times.eventMillis));
    out.writeString(WebColumns.EVENT_HOUR, Columns.hour(times.eventMillis));
    out.writeTimestamp(WebColumns.ARRIVAL_TS, Columns.timestamp(times.arrivalMillis), MICROSECONDS);
    out.writeBoolean(WebColumns.CLOCK_SKEWED, times.skewed);
    // Sessionize knows better.
    out.writeBoolean(WebColumns.IN_SESSION, false);
  }

  private void write(int column, EventValues event, Property property) {
    StringData string = event.stringOrNull(property);
    if (string == null) {
      out.setNullAt(column);
    } else {
      out.writeString(column, string);
    }
  }

  private void writeNumber(int column, EventValues event, Property property) {
    if (event.has(property)) {
      out.writeLong(column, event.number(property));
    } else {
      out.setNullAt(column);
    }
  }

  private void writeList(int column, StringData[] list) {
    if (list == null) {
      out.setNullAt(column);
      return;
    }

    Object[] strings = new Object[list.length];
    for (int i = 0; i < list.length; i++) {
      strings[i] = EventValues.isEmpty(list[i]) ? null : list[i];
    }
    out.writeArray(column, new GenericArrayData(strings), lists);
  }
}
