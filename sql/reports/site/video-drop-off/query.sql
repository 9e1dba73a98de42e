-- How many views of a video reached each part of it.
SELECT
  video_id,
  percent,
  COUNT(*) AS views,
  CAST(
    1E2 * COUNT(*) / FIRST_VALUE(COUNT(*)) OVER (PARTITION BY video_id ORDER BY percent)
    AS DECIMAL(5, 2)
  ) AS percent_of_plays
FROM gold.v_video_steps
GROUP BY video_id, percent
ORDER BY video_id, percent
