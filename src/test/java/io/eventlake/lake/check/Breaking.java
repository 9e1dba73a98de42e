package io.eventlake.lake.check;

import static io.eventlake.lake.check.CheckedLake.NOW;
import static io.eventlake.lake.check.CheckedLake.YESTERDAY;
import static io.eventlake.lake.check.CheckedLake.struct;

import io.eventlake.family.web.WebTables;
import io.eventlake.pipeline.SegmentTables;
import io.eventlake.table.TableName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is wrong in a lake, of a kind for each check. */
final class Breaking {

  private static final LocalDate DAY = YESTERDAY.toLocalDate();

  private Breaking() {}

  /**
   * Adds everything; returns by table and check how much is found five hours after the last event.
   */
  static Map<String, Long> all(CheckedLake lake) {
    Map<String, Long> found = new TreeMap<>();
    found.putAll(breakBronze(lake));
    found.putAll(breakEvents(lake));
    found.putAll(breakSessions(lake));
    found.putAll(breakSegments(lake));
    found.putAll(breakGold(lake));
    found.putAll(breakOps(lake));
    return found;
  }

  private static Map<String, Long> breakBronze(CheckedLake lake) {
    lake.add(TableName.BRONZE_EVENTS);
    bronze(lake, "event_type", null);
    bronze(lake, "event_type", "scroll");
    bronze(lake, "ingest_dt", DAY.minusDays(1));
    bronze(lake, "hour", "23");
    bronze(lake, "privacy", struct("privacy", "analytics", false));
    bronze(lake, "privacy", null);
    bronze(lake, "affiliate", struct("affiliate", "payout_cents", -1L));
    bronze(lake, "affiliate", struct("affiliate", "payout_cents", 1_000_000_000_001L));
    bronze(lake, "unmapped", "{}");
    bronze(lake, "clock_skewed", true);
    lake.add(TableName.DEAD_LETTERS)
        .add(TableName.DEAD_LETTERS, "message", null, "sequence_number", lake.nextSequence())
        .add(TableName.DEAD_LETTERS, "ingest_dt", DAY, "sequence_number", lake.nextSequence());
    return Map.ofEntries(
        Map.entry("bronze.events record-unique", 1L),
        Map.entry("bronze.events complete", 1L),
        Map.entry("bronze.events event-type", 1L),
        Map.entry("bronze.events partition", 2L),
        Map.entry("bronze.events consent", 2L),
        Map.entry("bronze.events payout-range", 2L),
        Map.entry("bronze.events same-content", 1L),
        Map.entry("bronze.events drift", 1L),
        Map.entry("bronze.events skew", 1L),
        Map.entry("bronze.events fresh", 1L),
        Map.entry("bronze.events volume", 1L),
        Map.entry("bronze.dead_letters record-unique", 1L),
        Map.entry("bronze.dead_letters complete", 1L),
        Map.entry("bronze.dead_letters partition", 1L),
        Map.entry("bronze.dead_letters share", 1L));
  }

  private static Map<String, Long> breakEvents(CheckedLake lake) {
    lake.add(TableName.SILVER_EVENTS);
    silver(lake, "x1", "clock_skewed", null);
    silver(lake, "x2", "event_type", "scroll");
    silver(lake, "x3", "chart_action", "zoom");
    silver(lake, "x4", "payout_cents", -1L);
    lake.add(TableName.SILVER_EVENTS, "user_id_hash", "somebody else");
    silver(lake, "x5", "event_dt", DAY.minusDays(1));
    silver(lake, "x6", "user_id_hash", "");
    silver(lake, null, "user_id_hash", null);
    silver(lake, "x7", "event_id", "of-nowhere");
    return Map.ofEntries(
        Map.entry("silver.events unique", 1L),
        Map.entry("silver.events complete", 1L),
        Map.entry("silver.events event-type", 1L),
        Map.entry("silver.events chart-action", 1L),
        Map.entry("silver.events payout-range", 1L),
        Map.entry("silver.events partition", 1L),
        Map.entry("silver.events no-empty-text", 1L),
        Map.entry("silver.events in-session", 1L),
        Map.entry("silver.events from-bronze", 1L),
        Map.entry("silver.events identified", 1L),
        Map.entry("silver.events one-user", 1L),
        Map.entry("silver.events fresh", 1L),
        Map.entry("silver.events volume", 1L));
  }

  private static Map<String, Long> breakSessions(CheckedLake lake) {
    lake.add(TableName.SESSIONS);
    session(lake, "x1", "truncated", null, "revision", 1);
    session(lake, "x2", "session_end_ts", YESTERDAY.minusMinutes(1), "revision", 1);
    session(lake, "x3", "events", 99L);
    session(lake, "x4", "event_dt", DAY.minusDays(1));
    session(lake, "ghost");
    session(lake, "x5", "truncated", true);
    return Map.ofEntries(
        Map.entry("silver.sessions unique", 1L),
        Map.entry("silver.sessions complete", 1L),
        Map.entry("silver.sessions times", 1L),
        Map.entry("silver.sessions counts", 1L),
        Map.entry("silver.sessions partition", 1L),
        Map.entry("silver.sessions from-events", 1L),
        Map.entry("silver.sessions bounded", 1L),
        Map.entry("silver.sessions corrected", 1L),
        Map.entry("silver.sessions fresh", 1L),
        Map.entry("silver.sessions volume", 1L));
  }

  private static Map<String, Long> breakSegments(CheckedLake lake) {
    lake.add(SegmentTables.USER_SEGMENTS, "user_id_hash", "u2")
        .add(SegmentTables.USER_SEGMENTS, "user_id_hash", "u2")
        .add(SegmentTables.USER_SEGMENTS, "user_id_hash", "u3", "as_of_ts", null)
        .add(SegmentTables.USER_SEGMENTS, "user_id_hash", "u4", "valid_to", NOW.minusDays(8))
        .add(SegmentTables.USER_SEGMENTS, "user_id_hash", "u5")
        .add(SegmentTables.USER_SEGMENTS, "user_id_hash", "u5", "valid_from", NOW.minusDays(1));
    // The membership that is there twice overlaps itself.
    return Map.of(
        "silver.user_segments unique", 1L,
        "silver.user_segments complete", 1L,
        "silver.user_segments times", 1L,
        "silver.user_segments overlap", 2L);
  }

  private static Map<String, Long> breakGold(CheckedLake lake) {
    lake.add(WebTables.FUNNEL)
        .add(WebTables.FUNNEL, "session_id", "x1", "saw_comparison", null)
        .add(WebTables.FUNNEL, "session_id", "x2", "clicked_affiliate", false)
        .add(WebTables.FUNNEL, "session_id", "x3", "event_dt", DAY.minusDays(1))
        .add(WebTables.FUNNEL, "session_id", "x5", "segments", null)
        .add(
            WebTables.FUNNEL,
            "session_id",
            "stranger",
            "segments",
            null,
            "segments_resolved",
            false);
    lake.add(WebTables.CLICKS)
        .add(WebTables.CLICKS, "session_id", "x1", "ts", null)
        .add(WebTables.CLICKS, "session_id", "x2", "payout_cents", -1L)
        .add(WebTables.CLICKS, "event_id", "of-nowhere");
    lake.add(WebTables.MINUTE_ACTIVITY, "events", null)
        .add(WebTables.MINUTE_ACTIVITY, "minute", YESTERDAY.plusSeconds(1), "events", 0L)
        .add(WebTables.MINUTE_ACTIVITY, "geo_country", "XX", "events", -5L);
    return Map.ofEntries(
        Map.entry("gold.fact_funnel unique", 1L),
        Map.entry("gold.fact_funnel complete", 1L),
        Map.entry("gold.fact_funnel payout", 1L),
        Map.entry("gold.fact_funnel partition", 1L),
        Map.entry("gold.fact_funnel segments", 1L),
        // x2 has other steps; x3 of that day, x4 and ghost are not there.
        Map.entry("gold.fact_funnel agrees-with-sessions", 4L),
        Map.entry("gold.fact_funnel of-a-session", 2L),
        Map.entry("gold.fact_funnel resolved", 1L),
        Map.entry("gold.fact_affiliate_clicks unique", 1L),
        Map.entry("gold.fact_affiliate_clicks complete", 1L),
        Map.entry("gold.fact_affiliate_clicks payout-range", 1L),
        Map.entry("gold.fact_affiliate_clicks from-events", 2L),
        Map.entry("gold.fact_affiliate_clicks volume", 1L),
        Map.entry("gold.minute_activity complete", 1L),
        Map.entry("gold.minute_activity minute", 1L),
        Map.entry("gold.minute_activity sums", 1L),
        // Page views and scrolls of yesterday, page views of the day before.
        Map.entry("gold.minute_activity agrees-with-events", 3L));
  }

  private static Map<String, Long> breakOps(CheckedLake lake) {
    lake.add(TableName.RECORD_COUNTS, "records", null)
        .add(TableName.RECORD_COUNTS, "outcome", "lost")
        .add(TableName.RECORD_COUNTS, "outcome", "late", "records", -1L)
        .add(TableName.RECORD_COUNTS, "outcome", "dead_letter", "records", 5L)
        .add(TableName.RECORD_COUNTS, "outcome", "duplicate", "records", 5L);
    lake.add(TableName.LATE_EVENTS, "watermark_ts", null)
        .add(TableName.LATE_EVENTS, "event_id", "of-nowhere-else");
    return Map.ofEntries(
        Map.entry("ops.record_counts complete", 2L),
        Map.entry("ops.record_counts outcome", 1L),
        Map.entry("ops.record_counts sums", 1L),
        Map.entry("ops.record_counts balance", 1L),
        Map.entry("ops.record_counts duplicates", 1L),
        Map.entry("ops.record_counts fresh", 1L),
        Map.entry("ops.late_events complete", 1L),
        Map.entry("ops.late_events from-events", 1L),
        Map.entry("ops.late_events few", 1L));
  }

  /** Another record of yesterday's first event. */
  private static void bronze(CheckedLake lake, String column, Object value) {
    lake.add(TableName.BRONZE_EVENTS, "sequence_number", lake.nextSequence(), column, value);
  }

  /** Yesterday's first event in another session. */
  private static void silver(CheckedLake lake, String session, String column, Object value) {
    lake.add(TableName.SILVER_EVENTS, "session_id", session, column, value);
  }

  /** Yesterday's session under another id. */
  private static void session(CheckedLake lake, String id, Object... columnsAndValues) {
    List<Object> changes = new ArrayList<>(List.of("session_id", id));
    changes.addAll(Arrays.asList(columnsAndValues));
    lake.add(TableName.SESSIONS, changes.toArray());
  }
}
