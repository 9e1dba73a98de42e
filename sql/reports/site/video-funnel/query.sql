-- Videos from the first play to the end.
SELECT
  video_id,
  SUM(views) AS views,
  SUM(views_played) AS played,
  SUM(views_played_to_end) AS completed,
  CAST(1E2 * SUM(views_played_to_end) / NULLIF(SUM(views_played), 0) AS DECIMAL(5, 2))
    AS completed_percent,
  CAST(1E2 * SUM(unique_seconds) / NULLIF(SUM(duration_seconds), 0) AS DECIMAL(5, 2))
    AS mean_completion_percent,
  CAST(SUM(played_seconds) / 3600 AS DECIMAL(18, 2)) AS played_hours,
  SUM(views_with_errors) AS with_errors
FROM gold.v_daily_videos
GROUP BY video_id
ORDER BY played_hours DESC, video_id
