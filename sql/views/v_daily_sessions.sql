-- Sessions by day and country, their events and seconds; all numbers are additive.
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
  SUM(session_seconds) AS session_seconds
FROM gold.v_current_sessions
GROUP BY event_dt, geo_country
