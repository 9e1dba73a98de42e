package io.eventlake.family.web.generate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The counts of an expected lake, by name: what stands in {@code expected.json}. */
final class ExpectedSummary {

  private static final String[][] RECORDS = {
    {"records_read", "read"},
    {"bronze_events", "bronze"},
    {"no_consent", "no_consent"},
    {"duplicates", "duplicate"},
    {"silver_events", "silver"},
    {"no_session", "no_session"},
    {"late", "late"},
    {"beyond_bound", "beyond_bound"}
  };

  private ExpectedSummary() {}

  static Map<String, Object> of(ExpectedLake lake, List<ExpectedSession> sessions) {
    Map<String, Object> summary = new LinkedHashMap<>();
    putRecords(summary, lake.rows("ops.record_counts"));
    List<Map<String, Object>> activity =
        RowSums.by(
            lake.rows("gold.minute_activity"),
            List.of("event_type"),
            List.of("events", "payout_cents"));
    summary.put("silver_events_by_type", byName(activity, "event_type", "events"));
    summary.put("sessions", sessions(sessions));
    summary.put("funnel", funnel(sessions));
    summary.put("affiliate_clicks", clicks(lake.rows("gold.fact_affiliate_clicks")));
    summary.put("minute_activity", total(activity, "events", "payout_cents"));
    return summary;
  }

  private static void putRecords(Map<String, Object> summary, List<Map<String, Object>> counts) {
    Map<String, Object> byOutcome =
        byName(RowSums.by(counts, List.of("outcome"), List.of("records")), "outcome", "records");
    for (String[] record : RECORDS) {
      summary.put(record[0], byOutcome.getOrDefault(record[1], 0L));
    }
    counts.removeIf(row -> row.get("reason") == null);
    summary.put("dead_letters", byOutcome.getOrDefault("dead_letter", 0L));
    summary.put("dead_letters_by_reason", byName(counts, "reason", "records"));
  }

  private static Map<String, Object> sessions(List<ExpectedSession> sessions) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("count", (long) sessions.size());
    counts.put("events", sessions.stream().mapToLong(session -> session.events).sum());
    counts.put("truncated", count(sessions, session -> session.truncated));
    return counts;
  }

  private static Map<String, Object> funnel(List<ExpectedSession> sessions) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("sessions", (long) sessions.size());
    counts.put("saw_comparison", count(sessions, session -> session.sawComparison));
    counts.put("interacted_chart", count(sessions, session -> session.interactions > 0));
    counts.put("clicked_affiliate", count(sessions, session -> session.clicks > 0));
    counts.put("payout_cents", sessions.stream().mapToLong(session -> session.payoutCents).sum());
    return counts;
  }

  private static Map<String, Object> clicks(List<Map<String, Object>> clicks) {
    clicks.forEach(row -> row.put("clicks", 1L));
    return total(clicks, "clicks", "payout_cents");
  }

  /** The sums over all rows; zeros when there is none. */
  private static Map<String, Object> total(List<Map<String, Object>> rows, String... numbers) {
    List<Map<String, Object>> sums = RowSums.by(rows, Collections.emptyList(), List.of(numbers));
    Map<String, Object> total = new LinkedHashMap<>();
    for (String name : numbers) {
      total.put(name, sums.isEmpty() ? 0L : sums.get(0).get(name));
    }
    return total;
  }

  private static Map<String, Object> byName(
      List<Map<String, Object>> rows, String name, String number) {
    Map<String, Object> values = new TreeMap<>();
    rows.forEach(row -> values.put((String) row.get(name), row.get(number)));
    return values;
  }

  private static long count(List<ExpectedSession> sessions, Predicate<ExpectedSession> that) {
    return sessions.stream().filter(that).count();
  }
}
