package io.eventlake.family.caliper.generate;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The rows of {@code silver.entities}: what was described, each version from when it holds until
 * the next one that says something else.
 */
final class ExpectedEntities {

  /** By id and the time from which it holds. */
  private final Map<String, TreeMap<LocalDateTime, Told>> histories = new TreeMap<>();

  /** Adds a describe; another one of that time says the same, for so they are generated. */
  void add(Told describe) {
    histories
        .computeIfAbsent(describe.text("id"), any -> new TreeMap<>())
        .put((LocalDateTime) describe.columns.get("valid_from"), describe);
  }

  /** How many different ones were added. */
  long describes() {
    return histories.values().stream().mapToLong(Map::size).sum();
  }

  /** In the order of ids and times. */
  List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (TreeMap<LocalDateTime, Told> history : histories.values()) {
      Map<String, Object> before = null;
      for (Told describe : history.values()) {
        if (before != null && Objects.equals(before.get("name"), describe.text("name"))) {
          continue;
        }

        Map<String, Object> row = version(describe);
        if (before != null) {
          before.put("valid_to", row.get("valid_from"));
          before.put("is_current", false);
        }
        rows.add(row);
        before = row;
      }
    }

    return rows;
  }

  private static Map<String, Object> version(Told describe) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("entity_id", describe.text("id"));
    row.put("entity_type", describe.text("event_type"));
    row.put("name", describe.text("name"));
    row.put("valid_from", describe.columns.get("valid_from"));
    row.put("valid_to", null);
    row.put("is_current", true);
    return row;
  }
}
