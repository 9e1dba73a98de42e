package io.eventlake.family.caliper.generate;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts and sums of what the lake must hold: of an event little more than its identity is kept, so
 * that millions have room.
 */
final class ExpectedCounts {

  private final Set<UUID> events = new HashSet<>();
  private final ExpectedEntities entities = new ExpectedEntities();
  private final Map<String, List<Long>> momentsByKey = new HashMap<>();
  private final Map<String, Long> letters = new TreeMap<>();
  private final Map<String, Map<String, Object>> metrics = new TreeMap<>();
  private final Map<String, Map<String, Object>> days = new TreeMap<>();
  private long records;
  private long kept;
  private long facts;
  private long outcomes;
  private long withoutSession;

  void add(CaliperRecord record) {
    records++;
    if (record.broken != null) {
      letters.merge(record.broken.reason.name(), 1L, Long::sum);
      return;
    }

    for (LearningItem item : record.items) {
      if (item.flaw != null) {
        letters.merge(item.flaw.reason.name(), 1L, Long::sum);
        continue;
      }

      kept++;
      if (!item.told.event) {
        entities.add(item.told);
      } else if (events.add(identity(item.told))) {
        count(item.told);
      }
    }
  }

  private static UUID identity(Told told) {
    String text = told.key() + " " + told.text("event_id");
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void count(Told told) {
    if (told.key() == null) {
      withoutSession++;
    } else {
      momentsByKey.computeIfAbsent(told.key(), any -> new ArrayList<>(2)).add(told.atMillis);
    }

    List<Told> alone = List.of(told);
    for (Map<String, Object> fact : ExpectedFigures.facts(alone)) {
      facts++;
      Map<String, Object> sums =
          metrics.computeIfAbsent((String) fact.get("metric"), any -> new LinkedHashMap<>());
      sums.merge("facts", 1L, (one, more) -> (Long) one + (Long) more);
      sums.merge(
          "sum", fact.get("value"), (one, more) -> ((BigDecimal) one).add((BigDecimal) more));
    }

    outcomes += ExpectedFigures.outcomes(alone).size();
    ExpectedDays.addTotals(ExpectedDays.rows(alone), days);
  }

  /** By name, as {@code expected.json} has them. */
  Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("records", records);
    summary.put("bronze.events", kept);
    summary.put("bronze.dead_letters", letters.values().stream().mapToLong(n -> n).sum());
    summary.put("silver.events", events.size());
    summary.put("silver.sessions", sessions());
    summary.put("gold.facts", facts);
    summary.put("gold.outcomes", outcomes);
    summary.put("silver.entities", entities.rows().size());
    summary.put("different_describes", entities.describes());
    summary.put("dead_letters_by_reason", letters);
    summary.put("without_session", withoutSession);
    summary.put("facts_by_metric", metrics);
    summary.put("days", new ArrayList<>(days.values()));
    return summary;
  }

  private long sessions() {
    long sessions = 0;
    for (Map.Entry<String, List<Long>> key : momentsByKey.entrySet()) {
      sessions++;
      if (key.getKey().startsWith("u:")) {
        sessions += gaps(key.getValue());
      }
    }

    return sessions;
  }

  private static long gaps(List<Long> moments) {
    Collections.sort(moments);
    long gaps = 0;
    for (int i = 1; i < moments.size(); i++) {
      gaps += moments.get(i) - moments.get(i - 1) > ExpectedSessions.GAP_MILLIS ? 1 : 0;
    }

    return gaps;
  }
}
