package io.eventlake.bench.compare;

import java.util.List;

/**
 * A table of which two lakes are compared, row by row. Of an event that came several times what
 * depends on its arrival is left out: several readers race.
 *
 * @param name as the report calls it
 * @param time column of an event's own time, which not everybody can read; 0 where there is none
 * @param alike whether two lakes of the same events must not differ in it
 * @param query the row's key as a text, by which rows come in order, then what must be the same
 */
record ComparedTable(String name, int time, boolean alike, String query) {

  /**
   * Ids as sent alone, which the generator makes of version 4: one that is derived is another with
   * everybody.
   */
  private static final String SENT = " WHERE SUBSTR(event_id, 15, 1) = '4' ";

  /** A session is its key, whatever id was made of that, and its start. */
  private static final String SESSION_AT =
      ", ' ', CAST(session_start_ts AS VARCHAR)) AS session_at,";

  private static final ComparedTable BRONZE =
      new ComparedTable(
          "bronze.events, ids as sent",
          2,
          true,
          "SELECT event_id, MIN(event_type), MIN(ts), MIN(ingest_ts), COUNT(*) FROM bronze.events"
              + SENT
              + "GROUP BY event_id ORDER BY event_id");

  private static final ComparedTable SILVER =
      new ComparedTable(
          "silver.events, ids as sent",
          2,
          true,
          "SELECT event_id, event_type, ts, session_id, user_id_hash, geo_country, page_url,"
              + " referrer, locale, user_agent, ab_variant, chart_action, chart_control_id,"
              + " chart_control_value, affiliate_link_id, affiliate_target, payout_cents, source,"
              + " schema_version, source_ip_anonymized"
              + " FROM silver.events"
              + SENT
              + "ORDER BY event_id");

  private static final ComparedTable CLICKS =
      new ComparedTable(
          "gold.fact_affiliate_clicks, ids as sent",
          1,
          true,
          "SELECT event_id, ts, session_id, user_id_hash, affiliate_link_id, affiliate_target,"
              + " payout_cents, ab_variant, geo_country FROM gold.fact_affiliate_clicks"
              + SENT
              + "ORDER BY event_id");

  private static final ComparedTable SESSIONS =
      new ComparedTable(
          "silver.sessions",
          0,
          false,
          "SELECT CONCAT(CASE WHEN id_derived THEN user_id_hash ELSE session_id END"
              + SESSION_AT
              + " user_id_hash, session_end_ts, pageviews, chart_interactions, affiliate_clicks,"
              + " first_page_url, last_page_url, ab_variant, geo_country, event_dt, events"
              + " FROM silver.sessions ORDER BY session_at");

  private static final ComparedTable FUNNEL =
      new ComparedTable(
          "gold.fact_funnel, without segments",
          0,
          false,
          "SELECT CONCAT(CASE WHEN session_id LIKE 'u-%' THEN user_id_hash ELSE session_id END"
              + SESSION_AT
              + " user_id_hash, saw_comparison, interacted_chart, clicked_affiliate,"
              + " affiliate_target, payout_cents, ab_variant, geo_country, event_dt"
              + " FROM gold.fact_funnel ORDER BY session_at");

  private static final ComparedTable MINUTES =
      new ComparedTable(
          "gold.minute_activity, summed",
          0,
          false,
          "SELECT CONCAT(CAST(minute AS VARCHAR), ' ', event_type, ' ', COALESCE(geo_country, ''),"
              + " ' ', COALESCE(ab_variant, '')) AS grain, SUM(events), SUM(payout_cents)"
              + " FROM gold.minute_activity"
              + " GROUP BY minute, event_type, geo_country, ab_variant ORDER BY grain");

  /** All that is compared, the nearest to the events first. */
  static final List<ComparedTable> ALL = List.of(BRONZE, SILVER, CLICKS, SESSIONS, FUNNEL, MINUTES);
}
