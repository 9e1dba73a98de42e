package io.eventlake.family.site.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the lake must make of generated records: the oracle of the tests, in plain collections, by
 * the design and not by the jobs' code. Rows have the columns that it knows, by name.
 */
public final class ExpectedSite {

  private static final long GAP_MILLIS = 30 * 60_000;

  private final List<Map<String, Object>> bronze = new ArrayList<>();
  private final List<Map<String, Object>> deadLetters = new ArrayList<>();
  private final List<SiteEvent> silver = new ArrayList<>();
  private final Set<List<Object>> seen = new HashSet<>();
  private long records;

  /**
   * Adds a record in the order of arrival.
   *
   * @param shardId its shard or file
   * @param sequenceNumber its number there, or line
   */
  public void add(SiteRecord record, String shardId, String sequenceNumber) {
    records++;
    if (!record.isWhole()) {
      deadLetters.add(place(shardId, sequenceNumber, null, null, "MALFORMED_JSON", ""));
      return;
    }

    for (int i = 0; i < record.events.size(); i++) {
      SiteEvent event = record.events.get(i);
      int count = record.events.size();
      if (event.flaw != null) {
        String pointer = record.pointer(i) + event.flaw.pointer;
        boolean ofRecord = pointer.isEmpty();
        deadLetters.add(
            place(
                shardId,
                sequenceNumber,
                ofRecord ? null : (Integer) i,
                ofRecord ? null : (Integer) count,
                event.flaw.reason.name(),
                pointer));
        continue;
      }

      Map<String, Object> row = place(shardId, sequenceNumber, i, count, null, null);
      String source = record.shape == EventShape.PLAIN ? null : event.visitor.source;
      row.put("source", source);
      row.put("id", event.id);
      row.put("event_type", event.type);
      bronze.add(row);
      if (seen.add(Arrays.asList(event.visitor.key(), source, event.id))) {
        silver.add(event);
      }
    }
  }

  /** The rows of a table, for example {@code gold.fact_page_views}, in no particular order. */
  public List<Map<String, Object>> rows(String table) {
    switch (table) {
      case "bronze.events":
        return bronze;
      case "bronze.dead_letters":
        return deadLetters;
      case "silver.events":
        return silver.stream().map(ExpectedSite::silverRow).collect(Collectors.toList());
      case "silver.sessions":
        return visits().stream().map(ExpectedVisit::sessionRow).collect(Collectors.toList());
      case "gold.fact_page_views":
        return flat(visits().stream().map(ExpectedVisit::pageRows).collect(Collectors.toList()));
      case "gold.fact_video_engagement":
        return flat(visits().stream().map(ExpectedVisit::videoRows).collect(Collectors.toList()));
      case "gold.agg_daily_metrics":
        return ExpectedDays.of(visits());
      default:
        throw new IllegalArgumentException("The oracle knows nothing of a table " + table + ".");
    }
  }

  /** The counts of {@code expected.json}, by name. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("records", records);
    for (String table :
        List.of(
            "bronze.events",
            "bronze.dead_letters",
            "silver.events",
            "silver.sessions",
            "gold.fact_page_views",
            "gold.fact_video_engagement")) {
      summary.put(table, rows(table).size());
    }

    summary.put(
        "dead_letters_by_reason",
        deadLetters.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("reason").toString(), TreeMap::new, Collectors.counting())));
    summary.put("without_session", silver.stream().filter(e -> e.visitor.key() == null).count());
    summary.put("days", rows("gold.agg_daily_metrics"));
    return summary;
  }

  /** The sessions: of a sent id all events, of a user those without a gap of half an hour. */
  private List<ExpectedVisit> visits() {
    Map<String, List<SiteEvent>> byKey = new TreeMap<>();
    for (SiteEvent event : silver) {
      if (event.visitor.key() != null) {
        String kind = event.visitor.sessionId != null ? "s:" : "u:";
        byKey.computeIfAbsent(kind + event.visitor.key(), key -> new ArrayList<>()).add(event);
      }
    }

    List<ExpectedVisit> visits = new ArrayList<>();
    byKey.forEach(
        (key, events) -> {
          if (key.startsWith("s:")) {
            visits.add(new ExpectedVisit(events));
          } else {
            byGaps(events).forEach(part -> visits.add(new ExpectedVisit(part)));
          }
        });
    return visits;
  }

  private static List<List<SiteEvent>> byGaps(List<SiteEvent> events) {
    events.sort(Comparator.comparingLong(event -> event.atMillis));
    List<List<SiteEvent>> parts = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (SiteEvent event : events) {
      if (parts.isEmpty() || event.atMillis - last > GAP_MILLIS) {
        parts.add(new ArrayList<>());
      }
      parts.get(parts.size() - 1).add(event);
      last = event.atMillis;
    }

    return parts;
  }

  private static Map<String, Object> place(
      String shardId,
      String sequenceNumber,
      Integer index,
      Integer count,
      String reason,
      String pointer) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("shard_id", shardId);
    row.put("sequence_number", sequenceNumber);
    row.put("event_index", index);
    row.put("event_count", count);
    if (reason != null) {
      row.put("reason", reason);
      row.put("pointer", pointer);
    }
    return row;
  }

  private static Map<String, Object> silverRow(SiteEvent event) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", event.id);
    row.put("event_type", event.type);
    row.put("ts", ExpectedVisit.utc(event.atMillis));
    row.put("session_id", event.visitor.sessionId);
    row.put("user_id_hash", event.visitor.userId);
    row.put("project_id", event.visitor.project);
    row.put("in_session", event.visitor.key() != null);
    row.put("event_dt", ExpectedVisit.day(event.atMillis));
    return row;
  }

  private static <T> List<T> flat(Collection<List<T>> lists) {
    return lists.stream().flatMap(List::stream).collect(Collectors.toList());
  }
}
