package io.eventlake.family.web.generate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of the contract, written down a second time on purpose: the oracle shares nothing
 * with the decoder that it judges.
 */
final class Contract {

  /** The contract's objects and their properties, in the order of the tables' structs. */
  static final Map<String, List<String>> OBJECTS = objects();

  /** The objects within objects, by path. */
  static final Map<String, List<String>> INNER =
      Map.of(
          "session/utm",
          List.of("source", "medium", "campaign", "term", "content"),
          "user/consent",
          List.of("analytics", "ads"));

  private static final List<String> PLAIN =
      List.of("schema_version", "event_type", "event_id", "ts", "ingest_ts", "source");

  private Contract() {}

  /** What of an event the contract does not know, at its path; empty when there is nothing. */
  static Map<String, Object> unknown(Map<String, Object> event) {
    Map<String, Object> unknown = new LinkedHashMap<>();
    event.forEach(
        (name, value) -> {
          if (OBJECTS.containsKey(name)) {
            putUnlessEmpty(unknown, name, unknown(value, name, OBJECTS.get(name)));
          } else if (!PLAIN.contains(name)) {
            unknown.put(name, value);
          }
        });
    return unknown;
  }

  private static Map<String, Object> unknown(Object object, String path, List<String> known) {
    Map<String, Object> unknown = new LinkedHashMap<>();
    if (object instanceof Map) {
      ((Map<?, ?>) object)
          .forEach(
              (name, value) -> {
                String inner = path + "/" + name;
                if (INNER.containsKey(inner)) {
                  putUnlessEmpty(unknown, name.toString(), unknown(value, inner, INNER.get(inner)));
                } else if (!known.contains(name)) {
                  unknown.put(name.toString(), value);
                }
              });
    }
    return unknown;
  }

  private static void putUnlessEmpty(
      Map<String, Object> map, String name, Map<String, Object> value) {
    if (!value.isEmpty()) {
      map.put(name, value);
    }
  }

  private static Map<String, List<String>> objects() {
    Map<String, List<String>> objects = new LinkedHashMap<>();
    objects.put("privacy", List.of("analytics", "ads", "source_ip_anonymized"));
    objects.put("user", List.of("user_id_hash", "geo_country"));
    objects.put("session", List.of("session_id"));
    objects.put("ctx", List.of("page_url", "referrer", "locale", "user_agent", "ab_variant"));
    objects.put("chart", List.of("product_ids", "action", "control_id", "control_value"));
    objects.put("affiliate", List.of("link_id", "target", "payout_cents"));
    objects.put("metadata", List.of("sdk_version", "experiment_keys", "schema_hash"));
    return Collections.unmodifiableMap(objects);
  }
}
