-- Sessions by day and country, their events and seconds; all numbers are additive.
-- Reads no user hash, so that those can who may not see one.
CREATE OR REPLACE VIEW gold.v_daily_sessions AS
SELECT
  event_dt,
  geo_country,
  COUNT(*) AS sessions,
  COUNT(*) FILTER (WHERE events = 1) AS sessions_of_one_event,
  SUM(events) AS events,
  SUM(CAST(pageviews AS BIGINT)) AS pageviews,
  SUM(CAST(chart_interactions AS BIGINT)) AS chart_interactions,
  SUM(CAST(affiliate_clicks AS BIGINT)) AS affiliate_clicks,
  SUM(date_diff('second', session_start_ts, session_end_ts)) AS session_seconds
FROM silver.sessions
GROUP BY event_dt, geo_country
