package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What an item tells, as its maker knows it: columns of {@code silver.events} by name, absent for
 * null, and whom it names. The oracle's only source.
 */
final class Told {

  /** False of a describe. */
  final boolean event;

  final long atMillis;
  final Map<String, Object> columns = new LinkedHashMap<>();
  final SortedSet<String> persons = new TreeSet<>();

  private Told(boolean event, long atMillis) {
    this.event = event;
    this.atMillis = atMillis;
  }

  static Told event(String id, String type, String action, long atMillis) {
    Told told = new Told(true, atMillis);
    String named = "caliper:event:" + id + ":" + type;
    told.columns.put(
        "event_id", UUID.nameUUIDFromBytes(named.getBytes(StandardCharsets.UTF_8)).toString());
    told.columns.put("id", id);
    told.columns.put("event_type", type);
    told.columns.put("action", action);
    told.columns.put("ts", utc(atMillis));
    told.columns.put("event_dt", day(atMillis));
    return told;
  }

  static Told entity(String id, String type, long atMillis) {
    Told told = new Told(false, atMillis);
    told.columns.put("id", id);
    told.columns.put("event_type", type);
    return told;
  }

  /** Null leaves it out. */
  Told tell(String column, Object value) {
    if (value != null) {
      columns.put(column, value);
    }

    return this;
  }

  /** A number that is reported; null where there is no end or start. */
  void measure(String metric, BigDecimal value, String subType, Long fromMillis, Long toMillis) {
    Map<String, Object> measure = new LinkedHashMap<>();
    measure.put("metric", metric);
    measure.put("value", points(value));
    measure.put("max_value", null);
    measure.put("sub_type", subType);
    measure.put("started_ts", fromMillis == null ? null : utc(fromMillis));
    measure.put("ended_ts", toMillis == null ? null : utc(toMillis));
    List<Map<String, Object>> measures = new ArrayList<>(measures());
    measures.add(measure);
    columns.put("measures", measures);
  }

  @SuppressWarnings("unchecked")
  List<Map<String, Object>> measures() {
    return (List<Map<String, Object>>) columns.getOrDefault("measures", List.of());
  }

  String text(String column) {
    return (String) columns.get(column);
  }

  /** What sessions and duplicates go by; null where there is nothing to. */
  String key() {
    String session = text("session_id");
    String user = text("user_id_hash");
    return session != null ? "s:" + session : user != null ? "u:" + user : null;
  }

  /** As the tables have scores and measures. */
  static BigDecimal points(BigDecimal value) {
    return value.setScale(4);
  }

  /** As the tables have durations. */
  static BigDecimal seconds(long millis) {
    return BigDecimal.valueOf(millis, 3);
  }

  static LocalDateTime utc(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  static LocalDate day(long millis) {
    return utc(millis).toLocalDate();
  }
}
