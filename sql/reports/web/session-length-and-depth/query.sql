-- How long sessions last and how deep they go, by day.
-- Medians and 90th percentiles are exact, by nearest rank.
WITH ranked AS (
  SELECT
    event_dt,
    events,
    pageviews,
    session_seconds,
    COUNT(*) OVER (PARTITION BY event_dt) AS sessions,
    ROW_NUMBER() OVER (PARTITION BY event_dt ORDER BY session_seconds) AS seconds_rank,
    ROW_NUMBER() OVER (PARTITION BY event_dt ORDER BY events) AS events_rank
  FROM gold.v_current_sessions
)
SELECT
  event_dt,
  COUNT(*) AS sessions,
  CAST(1E2 * COUNT(*) FILTER (WHERE events = 1) / COUNT(*) AS DECIMAL(5, 2)) AS one_event_percent,
  MIN(session_seconds) FILTER (WHERE 10 * seconds_rank >= 5 * sessions) AS median_seconds,
  MIN(session_seconds) FILTER (WHERE 10 * seconds_rank >= 9 * sessions) AS p90_seconds,
  MIN(events) FILTER (WHERE 10 * events_rank >= 5 * sessions) AS median_events,
  MIN(events) FILTER (WHERE 10 * events_rank >= 9 * sessions) AS p90_events,
  CAST(1E0 * SUM(CAST(pageviews AS BIGINT)) / COUNT(*) AS DECIMAL(9, 2)) AS pageviews_per_session
FROM ranked
GROUP BY event_dt
ORDER BY event_dt
