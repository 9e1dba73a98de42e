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

  private static final Property SCHEMA_VERSION =
      WebProperties.contract().property("/schema_version");
  private static final Property EVENT_TYPE = WebProperties.contract().property("/event_type");
  private static final Property TS = WebProperties.contract().property("/ts");
  private static final Property INGEST_TS = WebProperties.contract().property("/ingest_ts");
  private static final Property SOURCE = WebProperties.contract().property("/source");
  private static final Property ANALYTICS = WebProperties.contract().property("/privacy/analytics");
  private static final Property ADS = WebProperties.contract().property("/privacy/ads");
  private static final Property SOURCE_IP =
      WebProperties.contract().property("/privacy/source_ip_anonymized");
  private static final Property USER = WebProperties.contract().property("/user");
  private static final Property USER_ID_HASH =
      WebProperties.contract().property("/user/user_id_hash");
  private static final Property GEO_COUNTRY =
      WebProperties.contract().property("/user/geo_country");
  private static final Property CONSENT_ANALYTICS =
      WebProperties.contract().property("/user/consent/analytics");
  private static final Property CONSENT_ADS =
      WebProperties.contract().property("/user/consent/ads");
  private static final Property SESSION = WebProperties.contract().property("/session");
  private static final Property SESSION_ID =
      WebProperties.contract().property("/session/session_id");
  private static final Property UTM = WebProperties.contract().property("/session/utm");
  private static final Property UTM_SOURCE =
      WebProperties.contract().property("/session/utm/source");
  private static final Property UTM_MEDIUM =
      WebProperties.contract().property("/session/utm/medium");
  private static final Property UTM_CAMPAIGN =
      WebProperties.contract().property("/session/utm/campaign");
  private static final Property UTM_TERM = WebProperties.contract().property("/session/utm/term");
  private static final Property UTM_CONTENT =
      WebProperties.contract().property("/session/utm/content");
  private static final Property CTX = WebProperties.contract().property("/ctx");
  private static final Property PAGE_URL = WebProperties.contract().property("/ctx/page_url");
  private static final Property REFERRER = WebProperties.contract().property("/ctx/referrer");
  private static final Property LOCALE = WebProperties.contract().property("/ctx/locale");
  private static final Property USER_AGENT = WebProperties.contract().property("/ctx/user_agent");
  private static final Property AB_VARIANT = WebProperties.contract().property("/ctx/ab_variant");
  private static final Property CHART = WebProperties.contract().property("/chart");
  private static final Property PRODUCT_IDS =
      WebProperties.contract().property("/chart/product_ids");
  private static final Property ACTION = WebProperties.contract().property("/chart/action");
  private static final Property CONTROL_ID = WebProperties.contract().property("/chart/control_id");
  private static final Property CONTROL_VALUE =
      WebProperties.contract().property("/chart/control_value");
  private static final Property AFFILIATE = WebProperties.contract().property("/affiliate");
  private static final Property LINK_ID = WebProperties.contract().property("/affiliate/link_id");
  private static final Property TARGET = WebProperties.contract().property("/affiliate/target");
  private static final Property PAYOUT_CENTS =
      WebProperties.contract().property("/affiliate/payout_cents");
  private static final Property METADATA = WebProperties.contract().property("/metadata");
  private static final Property SDK_VERSION =
      WebProperties.contract().property("/metadata/sdk_version");
  private static final Property EXPERIMENT_KEYS =
      WebProperties.contract().property("/metadata/experiment_keys");
  private static final Property SCHEMA_HASH =
      WebProperties.contract().property("/metadata/schema_hash");

  private String shardId;
  private StringData shard;

  /** A new row. */
  RowData row(EventValues event, RawRecord record, EventPlace place, EventTimes times) {
    Object[] columns = {
      event.string(SCHEMA_VERSION),
      event.string(EVENT_TYPE),
      event.id(),
      Columns.timestampMicros(event.number(TS)),
      number(event, INGEST_TS),
      event.string(SOURCE),
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
        event.stricter(ANALYTICS, CONSENT_ANALYTICS),
        event.stricter(ADS, CONSENT_ADS),
        event.string(SOURCE_IP));
  }

  private static RowData user(EventValues event) {
    return struct(event, USER, USER_ID_HASH, GEO_COUNTRY);
  }

  private static RowData session(EventValues event) {
    return event.has(SESSION) ? GenericRowData.of(event.string(SESSION_ID), utm(event)) : null;
  }

  private static RowData utm(EventValues event) {
    return struct(event, UTM, UTM_SOURCE, UTM_MEDIUM, UTM_CAMPAIGN, UTM_TERM, UTM_CONTENT);
  }

  private static RowData context(EventValues event) {
    return struct(event, CTX, PAGE_URL, REFERRER, LOCALE, USER_AGENT, AB_VARIANT);
  }

  private static RowData chart(EventValues event) {
    return event.has(CHART)
        ? GenericRowData.of(
            list(event, PRODUCT_IDS),
            event.string(ACTION),
            event.string(CONTROL_ID),
            event.string(CONTROL_VALUE))
        : null;
  }

  private static RowData affiliate(EventValues event) {
    return event.has(AFFILIATE)
        ? GenericRowData.of(
            event.string(LINK_ID), event.string(TARGET), number(event, PAYOUT_CENTS))
        : null;
  }

  private static RowData metadata(EventValues event) {
    return event.has(METADATA)
        ? GenericRowData.of(
            event.string(SDK_VERSION), list(event, EXPERIMENT_KEYS), event.string(SCHEMA_HASH))
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
