-- gold.agg_daily_metrics: what happened on each day in a project and environment, from the facts.
-- @by event_dt
-- @keys SELECT DISTINCT view_dt FROM gold.fact_page_views
-- @keys SELECT DISTINCT view_dt FROM gold.fact_video_engagement
-- Seconds are summed in whole microseconds, so that no order of the rows shows in the sum.
SELECT
  view_dt AS event_dt,
  project_id,
  environment,
  CAST(SUM(page_views) AS BIGINT) AS page_views,
  COUNT(DISTINCT session_id) AS sessions,
  COUNT(DISTINCT user_id_hash) AS users,
  CAST(SUM(video_views) AS BIGINT) AS video_views,
  CAST(SUM(plays) AS BIGINT) AS video_plays,
  CAST(SUM(completes) AS BIGINT) AS video_completes,
  CAST(SUM(played_micros) AS DOUBLE) / 1E6 AS played_seconds
FROM (
  SELECT view_dt, project_id, environment, session_id, user_id_hash,
    CAST(1 AS BIGINT) AS page_views, CAST(0 AS BIGINT) AS video_views, CAST(0 AS BIGINT) AS plays,
    CAST(0 AS BIGINT) AS completes, CAST(0 AS BIGINT) AS played_micros
  FROM gold.fact_page_views
  WHERE view_dt IN (${changed})
  UNION ALL
  SELECT view_dt, project_id, environment, session_id, user_id_hash,
    CAST(0 AS BIGINT), CAST(1 AS BIGINT), CAST(plays AS BIGINT),
    CAST(completes AS BIGINT), CAST(ROUND(played_seconds * 1E6) AS BIGINT)
  FROM gold.fact_video_engagement
  WHERE view_dt IN (${changed})
) AS facts
GROUP BY view_dt, project_id, environment
