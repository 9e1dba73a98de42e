package io.eventlake.bench.run;

import io.eventlake.config.SessionOptions;
import io.eventlake.family.web.WebTables;
import io.eventlake.table.TableName;
import java.nio.file.Path;
import java.util.List;

/**
 * The statements of {@link FlinkSql} for all tables that SQL can fill as the job does: beside those
 * of {@link FlinkSqlStatements} sessions, funnel, clicks, minutes and record counts.
 *
 * <p>Where their rows are not the job's, each time to its own advantage:
 *
 * <ul>
 *   <li>What comes after the watermark has closed a window is dropped without a word: no session is
 *       corrected, no late event noted, and a minute or a count lacks it.
 *   <li>A named session ends after the gap, as a user's does: SQL has no session that an id holds
 *       together for a day. It has no bounds either, so that none is truncated.
 *   <li>No segments, no {@code in_session}, no reason of a dead letter; a line that is no JSON is
 *       in no count. Counts are by minute of event time: a source has one watermark.
 *   <li>Of events of one session at the same instant the least text counts, not the least id's.
 * </ul>
 */
final class FlinkSqlAllStatements {

  /** What becomes of each event, told once for bronze and for the counts. */
  private static final String JUDGED_EVENTS =
      """
      CREATE TEMPORARY VIEW judged_events AS
      SELECT *, CASE WHEN NOT %s THEN 'no_consent' WHEN %s THEN 'bronze'
        ELSE 'dead_letter' END AS outcome
      FROM events
      """
          .formatted(FlinkSqlStatements.CONSENT, FlinkSqlStatements.VALID);

  private static final String VALID_EVENTS =
      FlinkSqlStatements.validEvents("judged_events WHERE outcome = 'bronze'");

  /** With what sessions and windows take beside silver's columns. */
  private static final String FLAT_EVENTS =
      FlinkSqlStatements.flatEvents(
          ", row_time, CAST(event_time AS STRING) AS instant_text,"
              + " COALESCE(NULLIF(`session`.session_id, ''), NULLIF(`user`.user_id_hash, ''))"
              + " AS session_key");

  private static final String KEYED_EVENTS =
      "CREATE TEMPORARY VIEW keyed_events AS SELECT * FROM distinct_events"
          + " WHERE session_key IS NOT NULL";

  /** A text of the first or last event that has one: the instant before it orders them. */
  private static final String SESSIONS =
      """
      CREATE TEMPORARY VIEW closed_sessions AS
      SELECT
        CASE WHEN MAX(session_id) IS NULL THEN 'u-' || MD5(session_key || '|' || MIN(instant_text))
          ELSE session_key END AS session_id,
        MAX(session_id) IS NULL AS id_derived,
        SUBSTRING(MIN(instant_text || user_id_hash) FROM 27) AS user_id_hash,
        CAST(MIN(row_time) AS TIMESTAMP(6)) AS session_start_ts,
        CAST(MAX(row_time) AS TIMESTAMP(6)) AS session_end_ts,
        CAST(SUM(CASE WHEN event_type = 'page_view' THEN 1 ELSE 0 END) AS INT) AS pageviews,
        CAST(SUM(CASE WHEN event_type = 'chart_interaction' THEN 1 ELSE 0 END) AS INT)
          AS chart_interactions,
        CAST(SUM(CASE WHEN event_type = 'affiliate_click' THEN 1 ELSE 0 END) AS INT)
          AS affiliate_clicks,
        SUBSTRING(MIN(instant_text || page_url) FROM 27) AS first_page_url,
        SUBSTRING(MAX(instant_text || page_url) FROM 27) AS last_page_url,
        SUBSTRING(MIN(instant_text || ab_variant) FROM 27) AS ab_variant,
        SUBSTRING(MIN(instant_text || geo_country) FROM 27) AS geo_country,
        SUBSTRING(MAX(instant_text || affiliate_target) FROM 27) AS affiliate_target,
        COALESCE(SUM(payout_cents), 0) AS payout_cents,
        MAX(CASE WHEN event_type = 'page_view'
          AND REGEXP(page_url, '^[^?#]*/(compare|comparison)([/?#]|$)') THEN 1 ELSE 0 END) = 1
          AS saw_comparison,
        CAST(CAST(MIN(row_time) AS TIMESTAMP(6)) AS DATE) AS event_dt,
        COUNT(*) AS events
      FROM TABLE(SESSION(TABLE keyed_events PARTITION BY session_key, DESCRIPTOR(row_time),
        INTERVAL '%d' MINUTES))
      GROUP BY window_start, window_end, session_key
      """
          .formatted(SessionOptions.GAP.defaultValue().toMinutes());

  private static final String INSERT_SESSIONS =
      """
      INSERT INTO lake.silver.sessions (
        session_id, user_id_hash, session_start_ts, session_end_ts, pageviews, chart_interactions,
        affiliate_clicks, first_page_url, last_page_url, ab_variant, geo_country, event_dt, events,
        truncated, revision, id_derived)
      SELECT
        session_id, user_id_hash, session_start_ts, session_end_ts, pageviews, chart_interactions,
        affiliate_clicks, first_page_url, last_page_url, ab_variant, geo_country, event_dt, events,
        FALSE, 0, id_derived
      FROM closed_sessions
      """;

  private static final String INSERT_FUNNEL =
      """
      INSERT INTO lake.gold.fact_funnel (
        session_id, user_id_hash, session_start_ts, saw_comparison, interacted_chart,
        clicked_affiliate, affiliate_target, payout_cents, ab_variant, geo_country, event_dt)
      SELECT
        session_id, user_id_hash, session_start_ts, saw_comparison, chart_interactions > 0,
        affiliate_clicks > 0, affiliate_target, payout_cents, ab_variant, geo_country, event_dt
      FROM closed_sessions
      """;

  private static final String INSERT_CLICKS =
      """
      INSERT INTO lake.gold.fact_affiliate_clicks
      SELECT
        id, client_ts, session_id, user_id_hash, affiliate_link_id, affiliate_target, payout_cents,
        ab_variant, geo_country, event_dt
      FROM distinct_events
      WHERE event_type = 'affiliate_click'
      """;

  private static final String INSERT_MINUTES =
      """
      INSERT INTO lake.gold.minute_activity
      SELECT
        CAST(window_start AS TIMESTAMP(6)), event_type, geo_country, ab_variant, COUNT(*),
        COALESCE(SUM(payout_cents), 0), CAST(window_start AS DATE)
      FROM TABLE(TUMBLE(TABLE distinct_events, DESCRIPTOR(row_time), INTERVAL '1' MINUTE))
      GROUP BY window_start, window_end, event_type, geo_country, ab_variant
      """;

  private static final String INSERT_RECORD_COUNTS =
      """
      INSERT INTO lake.ops.record_counts
      SELECT
        CAST(window_start AS TIMESTAMP(6)), 'web', outcome, CAST(NULL AS STRING), event_type,
        COUNT(*)
      FROM TABLE(TUMBLE(TABLE judged_events, DESCRIPTOR(row_time), INTERVAL '1' MINUTE))
      GROUP BY window_start, window_end, outcome, event_type
      """;

  private static final String INSERT_SILVER_COUNTS =
      """
      INSERT INTO lake.ops.record_counts
      SELECT
        CAST(window_start AS TIMESTAMP(6)), 'web', 'silver', CAST(NULL AS STRING), event_type,
        COUNT(*)
      FROM TABLE(TUMBLE(TABLE distinct_events, DESCRIPTOR(row_time), INTERVAL '1' MINUTE))
      GROUP BY window_start, window_end, event_type
      """;

  private FlinkSqlAllStatements() {}

  /** All tables. */
  static FlinkSqlJob job() {
    return new FlinkSqlJob(
        true,
        FlinkSqlAllStatements::source,
        List.of(
            JUDGED_EVENTS,
            VALID_EVENTS,
            FLAT_EVENTS,
            FlinkSqlStatements.DISTINCT_EVENTS,
            KEYED_EVENTS,
            SESSIONS),
        List.of(
            FlinkSqlStatements.BRONZE,
            FlinkSqlStatements.SILVER,
            INSERT_CLICKS,
            INSERT_MINUTES,
            INSERT_SESSIONS,
            INSERT_FUNNEL,
            INSERT_RECORD_COUNTS,
            INSERT_SILVER_COUNTS),
        TableName.BRONZE_EVENTS,
        TableName.SILVER_EVENTS,
        TableName.SESSIONS,
        WebTables.FUNNEL,
        WebTables.CLICKS,
        WebTables.MINUTE_ACTIVITY,
        TableName.RECORD_COUNTS);
  }

  /** The events with the job's event time, and a watermark as far behind it as the job's. */
  private static String source(Path events) {
    return FlinkSqlStatements.source(
        events,
        """
        ,
          row_time AS COALESCE(
            CASE WHEN ts IS NULL OR ts > TO_TIMESTAMP_LTZ(ingest_ts + 300000, 3)
              THEN TO_TIMESTAMP_LTZ(ingest_ts, 3) ELSE CAST(ts AS TIMESTAMP_LTZ(3)) END,
            TO_TIMESTAMP_LTZ(0, 3)),
          WATERMARK FOR row_time AS row_time - INTERVAL '%d' SECOND
        """
            .formatted(SessionOptions.OUT_OF_ORDERNESS.defaultValue().toSeconds())
            .stripTrailing());
  }
}
