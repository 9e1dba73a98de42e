package io.eventlake.family.web;

import io.eventlake.event.RawRecord;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** Makes rows of {@code bronze.events}: values as sent, columns in the order of its DDL. */
final class WebBronzeRows {

  private String shardId;
  private StringData shard;

  /** A new row. */
  RowData row(WebEvent event, RawRecord record, EventTimes times) {
    Object[] columns = {
      event.string(WebProperty.SCHEMA_VERSION),
      event.string(WebProperty.EVENT_TYPE),
      event.string(WebProperty.EVENT_ID),
      EventTimes.timestampOfMicros(event.number(WebProperty.TS)),
      number(event, WebProperty.INGEST_TS),
      event.string(WebProperty.SOURCE),
      privacy(event),
      user(event),
      session(event),
      context(event),
      chart(event),
      affiliate(event),
      metadata(event),
      EventTimes.date(times.arrivalMillis),
      EventTimes.hour(times.arrivalMillis),
      EventTimes.timestamp(times.arrivalMillis),
      shard(record.shardId),
      StringData.fromString(record.sequenceNumber),
      record.subSequenceNumber,
      times.skewed,
      StringData.fromString(event.unmapped())
    };
    return GenericRowData.of(columns);
  }

  /** Encoded once for all records of a shard in a row. */
  private StringData shard(String id) {
    if (!id.equals(shardId)) {
      shardId = id;
      shard = StringData.fromString(id);
    }

    return shard;
  }

  /** Both shapes of consent in one; there is always one of them. */
  private static RowData privacy(WebEvent event) {
    return GenericRowData.of(
        stricter(event, WebProperty.ANALYTICS, WebProperty.CONSENT_ANALYTICS),
        stricter(event, WebProperty.ADS, WebProperty.CONSENT_ADS),
        event.string(WebProperty.SOURCE_IP));
  }

  private static RowData user(WebEvent event) {
    return struct(event, WebProperty.USER, WebProperty.USER_ID_HASH, WebProperty.GEO_COUNTRY);
  }

  private static RowData session(WebEvent event) {
    return event.has(WebProperty.SESSION)
        ? GenericRowData.of(event.string(WebProperty.SESSION_ID), utm(event))
        : null;
  }

  private static RowData utm(WebEvent event) {
    return struct(
        event,
        WebProperty.UTM,
        WebProperty.UTM_SOURCE,
        WebProperty.UTM_MEDIUM,
        WebProperty.UTM_CAMPAIGN,
        WebProperty.UTM_TERM,
        WebProperty.UTM_CONTENT);
  }

  private static RowData context(WebEvent event) {
    return struct(
        event,
        WebProperty.CTX,
        WebProperty.PAGE_URL,
        WebProperty.REFERRER,
        WebProperty.LOCALE,
        WebProperty.USER_AGENT,
        WebProperty.AB_VARIANT);
  }

  private static RowData chart(WebEvent event) {
    return event.has(WebProperty.CHART)
        ? GenericRowData.of(
            list(event, WebProperty.PRODUCT_IDS),
            event.string(WebProperty.ACTION),
            event.string(WebProperty.CONTROL_ID),
            event.string(WebProperty.CONTROL_VALUE))
        : null;
  }

  private static RowData affiliate(WebEvent event) {
    return event.has(WebProperty.AFFILIATE)
        ? GenericRowData.of(
            event.string(WebProperty.LINK_ID),
            event.string(WebProperty.TARGET),
            number(event, WebProperty.PAYOUT_CENTS))
        : null;
  }

  private static RowData metadata(WebEvent event) {
    return event.has(WebProperty.METADATA)
        ? GenericRowData.of(
            event.string(WebProperty.SDK_VERSION),
            list(event, WebProperty.EXPERIMENT_KEYS),
            event.string(WebProperty.SCHEMA_HASH))
        : null;
  }

  /** A struct of texts; null where the producer sent no such object. */
  private static RowData struct(WebEvent event, WebProperty object, WebProperty... texts) {
    if (!event.has(object)) {
      return null;
    }

    GenericRowData row = new GenericRowData(texts.length);
    for (int i = 0; i < texts.length; i++) {
      row.setField(i, event.string(texts[i]));
    }

    return row;
  }

  private static ArrayData list(WebEvent event, WebProperty property) {
    StringData[] list = event.list(property);
    return list == null ? null : new GenericArrayData(list);
  }

  private static Long number(WebEvent event, WebProperty property) {
    return event.has(property) ? event.number(property) : null;
  }

  private static Boolean stricter(WebEvent event, WebProperty one, WebProperty other) {
    if (event.isFalse(one) || event.isFalse(other)) {
      return false;
    }

    return event.isTrue(one) || event.isTrue(other) ? true : null;
  }
}
