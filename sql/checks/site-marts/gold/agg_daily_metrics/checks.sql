-- Checks of gold.agg_daily_metrics; each query gives the rows that should not be.

-- #fail unique: a day, project and environment has one row
SELECT event_dt, project_id, environment, COUNT(*) AS found
FROM gold.agg_daily_metrics
GROUP BY event_dt, project_id, environment
HAVING COUNT(*) > 1;

-- #fail figures: none is null or negative, and there are no more users than sessions
SELECT event_dt, project_id, environment, page_views, sessions, users, video_views, played_seconds
FROM gold.agg_daily_metrics
WHERE event_dt IS NULL OR page_views IS NULL OR sessions IS NULL OR users IS NULL OR video_views IS NULL
  OR video_plays IS NULL OR video_completes IS NULL OR played_seconds IS NULL OR page_views < 0
  OR sessions < 1 OR users < 0 OR users > sessions OR video_views < 0 OR video_plays < 0
  OR video_completes < 0 OR played_seconds < 0;
