package io.eventlake.family.web.generate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows that one record makes, by the columns of {@code iceberg-ddl/}. */
final class ExpectedEvents {

  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH", Locale.ROOT);

  private ExpectedEvents() {}

  static Map<String, Object> bronze(Arrival arrival) {
    Map<String, Object> event = arrival.content();
    LocalDateTime arrived = utc(arrival.arrivalMillis * 1000);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("schema_version", Tree.text(event, "schema_version"));
    row.put("event_type", Tree.text(event, "event_type"));
    row.put("event_id", arrival.idText());
    row.put("ts", utc(arrival.tsMicros));
    row.put("ingest_ts", Tree.number(event, "ingest_ts"));
    row.put("source", Tree.text(event, "source"));
    for (String object : Contract.OBJECTS.keySet()) {
      row.put(object, struct(event, object));
    }
    row.put("ingest_dt", arrived.toLocalDate());
    row.put("hour", HOUR.format(arrived));
    row.put("arrival_ts", arrived);
    row.putAll(place(arrival));
    row.put("event_index", 0);
    row.put("event_count", 1);
    row.put("clock_skewed", arrival.skewed);
    row.put("unmapped", unmapped(event));
    return row;
  }

  static Map<String, Object> deadLetter(Arrival arrival) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("family", "web");
    row.put("reason", arrival.reason.name());
    row.putAll(place(arrival));
    return row;
  }

  /**
   * @param inSession whether the event counts in a session
   */
  static Map<String, Object> silver(Arrival arrival, boolean inSession) {
    Map<String, Object> row = silver(arrival);
    row.put("in_session", inSession);
    return row;
  }

  /** Without {@code in_session}. */
  static Map<String, Object> silver(Arrival arrival) {
    Map<String, Object> event = arrival.content();
    LocalDateTime time = utc(arrival.timeMillis * 1000);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("event_id", arrival.idText());
    row.put("event_type", Tree.text(event, "event_type"));
    row.put("ts", utc(arrival.tsMicros));
    row.put("ingest_ts", Tree.number(event, "ingest_ts"));
    row.put("session_id", Tree.filled(event, "session", "session_id"));
    putUserAndContext(row, event);
    row.put("chart_action", Tree.filled(event, "chart", "action"));
    row.put("chart_control_id", Tree.filled(event, "chart", "control_id"));
    row.put("chart_control_value", Tree.filled(event, "chart", "control_value"));
    row.put("product_ids", filledElements(Tree.value(event, "chart", "product_ids")));
    row.put("affiliate_link_id", Tree.filled(event, "affiliate", "link_id"));
    row.put("affiliate_target", Tree.filled(event, "affiliate", "target"));
    row.put("payout_cents", Tree.number(event, "affiliate", "payout_cents"));
    row.put("source", Tree.filled(event, "source"));
    row.put("schema_version", Tree.filled(event, "schema_version"));
    row.put("source_ip_anonymized", Tree.filled(event, "privacy", "source_ip_anonymized"));
    row.put("event_dt", time.toLocalDate());
    row.put("event_hour", HOUR.format(time));
    row.put("arrival_ts", utc(arrival.arrivalMillis * 1000));
    row.put("clock_skewed", arrival.skewed);
    return row;
  }

  static Map<String, Object> click(Arrival arrival) {
    return columns(
        silver(arrival),
        "event_id",
        "ts",
        "session_id",
        "user_id_hash",
        "affiliate_link_id",
        "affiliate_target",
        "payout_cents",
        "ab_variant",
        "geo_country",
        "event_dt");
  }

  /** Without {@code watermark_ts}, which only the run knows. */
  static Map<String, Object> late(Arrival arrival) {
    return columns(
        silver(arrival),
        "event_id",
        "event_type",
        "session_id",
        "user_id_hash",
        "ts",
        "event_dt",
        "arrival_ts");
  }

  /** Epoch microseconds as the tables hold them: without zone, in UTC. */
  static LocalDateTime utc(long micros) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** An element that is empty stays as null: the others keep their places. */
  private static Object filledElements(Object list) {
    if (list == null) {
      return null;
    }
    List<Object> elements = new ArrayList<>((List<?>) list);
    elements.replaceAll(element -> "".equals(element) ? null : element);
    return elements;
  }

  private static void putUserAndContext(Map<String, Object> row, Map<String, Object> event) {
    row.put("user_id_hash", Tree.filled(event, "user", "user_id_hash"));
    row.put("geo_country", Tree.filled(event, "user", "geo_country"));
    for (String name : Contract.OBJECTS.get("ctx")) {
      row.put(name, Tree.filled(event, "ctx", name));
    }
  }

  private static Map<String, Object> place(Arrival arrival) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("shard_id", arrival.shardId);
    row.put("sequence_number", arrival.sequenceNumber);
    row.put("sub_sequence_number", 0);
    return row;
  }

  private static Object struct(Map<String, Object> event, String object) {
    Map<String, Object> struct = new LinkedHashMap<>();
    for (String name : Contract.OBJECTS.get(object)) {
      struct.put(name, Tree.value(event, object, name));
    }
    if (object.equals("privacy")) {
      consent(struct, event);
    } else if (object.equals("session")) {
      struct.put("utm", utm(event));
    } else if (object.equals("chart")) {
      struct.put("control_value", Tree.text(event, "chart", "control_value"));
    } else if (object.equals("affiliate")) {
      struct.put("payout_cents", Tree.number(event, "affiliate", "payout_cents"));
    }
    return nullWhenEmpty(struct);
  }

  /** Of the contract's two shapes of consent, the stricter where both are given. */
  private static void consent(Map<String, Object> struct, Map<String, Object> event) {
    for (String purpose : new String[] {"analytics", "ads"}) {
      Object browser = Tree.value(event, "user", "consent", purpose);
      Object producer = struct.get(purpose);
      boolean refused = Boolean.FALSE.equals(browser) || Boolean.FALSE.equals(producer);
      struct.put(purpose, refused ? Boolean.FALSE : producer == null ? browser : producer);
    }
  }

  private static Object utm(Map<String, Object> event) {
    Map<String, Object> utm = new LinkedHashMap<>();
    for (String name : Contract.INNER.get("session/utm")) {
      utm.put(name, Tree.value(event, "session", "utm", name));
    }
    return nullWhenEmpty(utm);
  }

  /** A struct of nulls says no more than null: they count as the same. */
  private static Map<String, Object> nullWhenEmpty(Map<String, Object> struct) {
    return struct.values().stream().allMatch(value -> value == null) ? null : struct;
  }

  /** What the contract does not know as JSON text; null when there is none. */
  private static String unmapped(Map<String, Object> event) {
    Map<String, Object> unknown = Contract.unknown(event);
    return unknown.isEmpty()
        ? null
        : new String(EventContent.toJson(unknown), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> columns(Map<String, Object> row, String... names) {
    Map<String, Object> some = new LinkedHashMap<>();
    for (String name : names) {
      some.put(name, row.get(name));
    }
    return some;
  }
}
