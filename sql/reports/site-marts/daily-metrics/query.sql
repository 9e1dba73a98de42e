-- Page views, sessions, users and videos of each day.
SELECT
  event_dt,
  project_id,
  environment,
  page_views,
  sessions,
  users,
  video_views,
  video_plays,
  video_completes,
  CAST(played_seconds / 3600 AS DECIMAL(18, 1)) AS played_hours
FROM gold.agg_daily_metrics
ORDER BY event_dt, project_id, environment
