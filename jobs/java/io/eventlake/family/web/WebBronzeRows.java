package io.eventlake.family.web;

import io.eventlake.event.RawRecord;
import io.eventlake.family.contract.EventPlace;
import io.eventlake.family.contract.EventTimes;
import io.eventlake.family.contract.EventValues;
import io.eventlake.family.contract.Property;
import io.eventlake.table.rows.Columns;
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
  RowData row(EventValues event, RawRecord record, EventPlace place, EventTimes times) {
    Object[] columns = {
      event.string(WebField.SCHEMA_VERSION),
      event.string(WebField.EVENT_TYPE),
      event.id(),
      Columns.timestampMicros(event.number(WebField.TS)),
      number(event, WebField.INGEST_TS),
      event.string(WebField.SOURCE),
      privacy(event),
      user(event),
      session(event),
      context(event),
      chart(event),
      affiliate(event),
      metadata(event),
      Columns.day(times.arrivalMillis),
      Columns.hour(times.arrivalMillis),
      Columns.timestamp(times.arrivalMillis),
      shard(record.shardId),
      StringData.fromString(record.sequenceNumber),
      record.subSequenceNumber,
      place.index,
      place.count,
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
  private static RowData privacy(EventValues event) {
    return GenericRowData.of(
        event.stricter(WebField.ANALYTICS, WebField.CONSENT_ANALYTICS),
        event.stricter(WebField.ADS, WebField.CONSENT_ADS),
        event.string(WebField.SOURCE_IP));
  }

  private static RowData user(EventValues event) {
    return struct(event, WebField.USER, WebField.USER_ID_HASH, WebField.GEO_COUNTRY);
  }

  private static RowData session(EventValues event) {
    return event.has(WebField.SESSION)
        ? GenericRowData.of(event.string(WebField.SESSION_ID), utm(event))
        : null;
  }

  private static RowData utm(EventValues event) {
    return struct(
        event,
        WebField.UTM,
        WebField.UTM_SOURCE,
        WebField.UTM_MEDIUM,
        WebField.UTM_CAMPAIGN,
        WebField.UTM_TERM,
        WebField.UTM_CONTENT);
  }

  private static RowData context(EventValues event) {
    return struct(
        event,
        WebField.CTX,
        WebField.PAGE_URL,
        WebField.REFERRER,
        WebField.LOCALE,
        WebField.USER_AGENT,
        WebField.AB_VARIANT);
  }

  private static RowData chart(EventValues event) {
    return event.has(WebField.CHART)
        ? GenericRowData.of(
            list(event, WebField.PRODUCT_IDS),
            event.string(WebField.ACTION),
            event.string(WebField.CONTROL_ID),
            event.string(WebField.CONTROL_VALUE))
        : null;
  }

  private static RowData affiliate(EventValues event) {
    return event.has(WebField.AFFILIATE)
        ? GenericRowData.of(
            event.string(WebField.LINK_ID),
            event.string(WebField.TARGET),
            number(event, WebField.PAYOUT_CENTS))
        : null;
  }

  private static RowData metadata(EventValues event) {
    return event.has(WebField.METADATA)
        ? GenericRowData.of(
            event.string(WebField.SDK_VERSION),
            list(event, WebField.EXPERIMENT_KEYS),
            event.string(WebField.SCHEMA_HASH))
        : null;
  }

  /** A struct of texts; null where the producer sent no such object. */
  private static RowData struct(EventValues event, Property object, Property... texts) {
    if (!event.has(object)) {
      return null;
    }

    GenericRowData row = new GenericRowData(texts.length);
    for (int i = 0; i < texts.length; i++) {
      row.setField(i, event.string(texts[i]));
    }

    return row;
  }

  private static ArrayData list(EventValues event, Property property) {
    StringData[] list = event.list(property);
    return list == null ? null : new GenericArrayData(list);
  }

  private static Long number(EventValues event, Property property) {
    return event.has(property) ? event.number(property) : null;
  }
}
