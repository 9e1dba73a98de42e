-- Events by minute, over the 24 hours up to the newest minute; minutes without events are left out.
SELECT
  minute_ts,
  COALESCE(SUM(events) FILTER (WHERE event_type = 'page_view'), 0) AS page_views,
  COALESCE(SUM(events) FILTER (WHERE event_type = 'chart_interaction'), 0) AS chart_interactions,
  COALESCE(SUM(events) FILTER (WHERE event_type = 'affiliate_click'), 0) AS affiliate_clicks,
  SUM(events) AS events
FROM gold.v_minute_activity
WHERE minute_ts > (
  SELECT MAX(minute_ts) - INTERVAL '24' HOUR FROM gold.v_minute_activity
)
GROUP BY minute_ts
ORDER BY minute_ts
