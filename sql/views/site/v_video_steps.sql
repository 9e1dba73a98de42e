-- How far each view of a video came: one row for it and each step that it reached, 0 to 100 percent.
CREATE OR REPLACE VIEW gold.v_video_steps AS
SELECT
  f.view_dt AS event_dt,
  f.project_id,
  f.environment,
  f.video_id,
  f.session_id,
  steps.percent
FROM gold.fact_video_engagement AS f
CROSS JOIN UNNEST(ARRAY[0, 10, 25, 50, 75, 90, 100]) AS steps (percent)
WHERE f.plays > 0
  AND (steps.percent = 0 OR 1E2 * f.furthest_position >= steps.percent * f.duration)
