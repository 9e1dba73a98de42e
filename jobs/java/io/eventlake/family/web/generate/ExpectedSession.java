package io.eventlake.family.web.generate;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A session after all corrections: what its events, in the order of their times, add up to. */
final class ExpectedSession {

  /** By event time, then event id as an unsigned number; an event with a derived id comes first. */
  static final Comparator<Arrival> BY_TIME =
      Comparator.<Arrival>comparingLong(arrival -> arrival.timeMillis)
          .thenComparing(
              arrival -> arrival.id, Comparator.nullsFirst(ExpectedSession::compareUnsigned));

  final long startMillis;
  final String userId;
  final long events;
  final boolean truncated;
  final boolean sawComparison;
  final int interactions;
  final int clicks;
  final long payoutCents;
  private final String sessionId;
  private final boolean idDerived;
  private final long endMillis;
  private final int pageViews;
  private final String firstPage;
  private final String lastPage;
  private final String variant;
  private final String country;
  private final String target;

  /**
   * @param idDerived whether the lake makes the id
   * @param sorted its distinct events by {@link #BY_TIME}, at least one
   * @param truncated whether events past the bound were left out
   */
  ExpectedSession(String sessionId, boolean idDerived, List<Arrival> sorted, boolean truncated) {
    this.sessionId = sessionId;
    this.idDerived = idDerived;
    this.truncated = truncated;
    List<Map<String, Object>> rows = new ArrayList<>();
    sorted.forEach(arrival -> rows.add(ExpectedEvents.silver(arrival)));
    startMillis = sorted.get(0).timeMillis;
    endMillis = sorted.get(sorted.size() - 1).timeMillis;
    events = sorted.size();
    sawComparison = sorted.stream().anyMatch(arrival -> arrival.comparison);
    pageViews = count(rows, WebEventType.PAGE_VIEW);
    interactions = count(rows, WebEventType.CHART_INTERACTION);
    clicks = count(rows, WebEventType.AFFILIATE_CLICK);
    userId = first(rows, "user_id_hash");
    firstPage = first(rows, "page_url");
    variant = first(rows, "ab_variant");
    country = first(rows, "geo_country");
    payoutCents =
        rows.stream()
            .map(row -> (Long) row.get("payout_cents"))
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .sum();
    Collections.reverse(rows);
    lastPage = first(rows, "page_url");
    target = first(rows, "affiliate_target");
  }

  /** The row of {@code silver.sessions}, without {@code revision}, which depends on the run. */
  Map<String, Object> sessionRow() {
    LocalDateTime start = ExpectedEvents.utc(startMillis * 1000);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", sessionId);
    row.put("user_id_hash", userId);
    row.put("session_start_ts", start);
    row.put("session_end_ts", ExpectedEvents.utc(endMillis * 1000));
    row.put("pageviews", pageViews);
    row.put("chart_interactions", interactions);
    row.put("affiliate_clicks", clicks);
    row.put("first_page_url", firstPage);
    row.put("last_page_url", lastPage);
    row.put("ab_variant", variant);
    row.put("geo_country", country);
    row.put("event_dt", start.toLocalDate());
    row.put("events", events);
    row.put("truncated", truncated);
    row.put("id_derived", idDerived);
    return row;
  }

  /**
   * The row of {@code gold.fact_funnel}.
   *
   * @param segments active at the session's start, sorted
   */
  Map<String, Object> funnelRow(List<String> segments) {
    LocalDateTime start = ExpectedEvents.utc(startMillis * 1000);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("session_id", sessionId);
    row.put("user_id_hash", userId);
    row.put("session_start_ts", start);
    row.put("saw_comparison", sawComparison);
    row.put("interacted_chart", interactions > 0);
    row.put("clicked_affiliate", clicks > 0);
    row.put("affiliate_target", target);
    row.put("payout_cents", payoutCents);
    row.put("segments", segments);
    row.put("ab_variant", variant);
    row.put("geo_country", country);
    row.put("event_dt", start.toLocalDate());
    row.put("segments_text", String.join(",", segments));
    row.put("segments_resolved", true);
    return row;
  }

  private static int count(List<Map<String, Object>> rows, WebEventType type) {
    return (int) rows.stream().filter(row -> type.text.equals(row.get("event_type"))).count();
  }

  private static String first(List<Map<String, Object>> rows, String column) {
    return rows.stream()
        .map(row -> (String) row.get(column))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static int compareUnsigned(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }
}
