-- Videos by day of their views: how they were watched. Adds up; a mean is a quotient of sums.
CREATE OR REPLACE VIEW gold.v_daily_videos AS
SELECT
  view_dt AS event_dt,
  project_id,
  environment,
  video_id,
  COUNT(*) AS views,
  COUNT(*) FILTER (WHERE plays > 0) AS views_played,
  COUNT(*) FILTER (WHERE completed) AS views_completed,
  COUNT(*) FILTER (WHERE completed AND plays > 0) AS views_played_to_end,
  COUNT(*) FILTER (WHERE errors > 0) AS views_with_errors,
  COUNT(*) FILTER (WHERE estimated) AS views_estimated,
  SUM(CAST(plays AS BIGINT)) AS plays,
  SUM(CAST(completes AS BIGINT)) AS completes,
  SUM(played_seconds) AS played_seconds,
  SUM(content_seconds) AS content_seconds,
  SUM(unique_seconds) AS unique_seconds,
  SUM(duration) AS duration_seconds
FROM gold.fact_video_engagement
GROUP BY view_dt, project_id, environment, video_id
