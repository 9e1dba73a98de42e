-- Videos from the first play to the end
-- Of each video how often it was met, played and finished, and how much of it was seen.
SELECT
  video_id,
  SUM(views) AS views,
  SUM(views_played) AS played,
  SUM(views_played_to_end) AS completed,
  CAST(1E2 * SUM(unique_seconds) / NULLIF(SUM(duration_seconds), 0) AS DECIMAL(5, 2))
    AS mean_completion_percent
FROM gold.v_daily_videos
GROUP BY video_id
ORDER BY played DESC, video_id
LIMIT 10
