-- Every session as it is known now, one row for each.
-- Columns: those of silver.sessions, the length in seconds, and whether a late event corrected it.
CREATE OR REPLACE VIEW gold.v_current_sessions AS
SELECT
  session_id,
  user_id_hash,
  session_start_ts,
  session_end_ts,
  date_diff('second', session_start_ts, session_end_ts) AS session_seconds,
  events,
  pageviews,
  chart_interactions,
  affiliate_clicks,
  first_page_url,
  last_page_url,
  ab_variant,
  geo_country,
  revision > 0 AS corrected,
  truncated,
  event_dt
FROM silver.sessions
