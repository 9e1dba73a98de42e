package io.eventlake.family.web;

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

  private static final int MICROSECONDS = 6;

  private final BinaryRowData row = new BinaryRowData(WebColumns.COUNT);
  private final BinaryRowWriter out = new BinaryRowWriter(row);
  private final ArrayDataSerializer lists = new ArrayDataSerializer(VarCharType.STRING_TYPE);

  /** A new row, independent of the next. */
  BinaryRowData row(WebEvent event, EventTimes times) {
    out.reset();
    writeIdentity(event);
    writeContext(event);
    writeDetail(event);
    writeOrigin(event);
    writeTimes(times);
    out.complete();
    return row.copy();
  }

  private void writeIdentity(WebEvent event) {
    write(WebColumns.EVENT_ID, event, WebProperty.EVENT_ID);
    write(WebColumns.EVENT_TYPE, event, WebProperty.EVENT_TYPE);
    out.writeTimestamp(
        WebColumns.TS, EventTimes.timestampOfMicros(event.number(WebProperty.TS)), MICROSECONDS);
    writeNumber(WebColumns.INGEST_TS, event, WebProperty.INGEST_TS);
    write(WebColumns.SESSION_ID, event, WebProperty.SESSION_ID);
    write(WebColumns.USER_ID_HASH, event, WebProperty.USER_ID_HASH);
    write(WebColumns.GEO_COUNTRY, event, WebProperty.GEO_COUNTRY);
  }

  private void writeContext(WebEvent event) {
    write(WebColumns.PAGE_URL, event, WebProperty.PAGE_URL);
    write(WebColumns.REFERRER, event, WebProperty.REFERRER);
    write(WebColumns.LOCALE, event, WebProperty.LOCALE);
    write(WebColumns.USER_AGENT, event, WebProperty.USER_AGENT);
    write(WebColumns.AB_VARIANT, event, WebProperty.AB_VARIANT);
  }

  private void writeDetail(WebEvent event) {
    write(WebColumns.CHART_ACTION, event, WebProperty.ACTION);
    write(WebColumns.CHART_CONTROL_ID, event, WebProperty.CONTROL_ID);
    write(WebColumns.CHART_CONTROL_VALUE, event, WebProperty.CONTROL_VALUE);
    writeList(WebColumns.PRODUCT_IDS, event.list(WebProperty.PRODUCT_IDS));
    write(WebColumns.AFFILIATE_LINK_ID, event, WebProperty.LINK_ID);
    write(WebColumns.AFFILIATE_TARGET, event, WebProperty.TARGET);
    writeNumber(WebColumns.PAYOUT_CENTS, event, WebProperty.PAYOUT_CENTS);
  }

  private void writeOrigin(WebEvent event) {
    write(WebColumns.SOURCE, event, WebProperty.SOURCE);
    write(WebColumns.SCHEMA_VERSION, event, WebProperty.SCHEMA_VERSION);
    write(WebColumns.SOURCE_IP_ANONYMIZED, event, WebProperty.SOURCE_IP);
  }

  private void writeTimes(EventTimes times) {
    out.writeInt(WebColumns.EVENT_DT, EventTimes.date(times.eventMillis));
    out.writeString(WebColumns.EVENT_HOUR, EventTimes.hour(times.eventMillis));
    out.writeTimestamp(
        WebColumns.ARRIVAL_TS, EventTimes.timestamp(times.arrivalMillis), MICROSECONDS);
    out.writeBoolean(WebColumns.CLOCK_SKEWED, times.skewed);
    // Sessionize knows better.
    out.writeBoolean(WebColumns.IN_SESSION, false);
  }

  private void write(int column, WebEvent event, WebProperty property) {
    StringData string = event.stringOrNull(property);
    if (string == null) {
      out.setNullAt(column);
    } else {
      out.writeString(column, string);
    }
  }

  private void writeNumber(int column, WebEvent event, WebProperty property) {
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
      strings[i] = WebEvent.isEmpty(list[i]) ? null : list[i];
    }
    out.writeArray(column, new GenericArrayData(strings), lists);
  }
}
