-- How long learners were active in each course: windows of time added up, and of running totals the last.
SELECT
  course_id,
  COUNT(DISTINCT learner_id) AS learners,
  CAST(SUM(active_seconds) AS DECIMAL(38, 3)) AS active_seconds,
  CAST(COALESCE(SUM(active_seconds) FILTER (WHERE told_as = 'windows'), 0) AS DECIMAL(38, 3)) AS window_seconds,
  CAST(COALESCE(SUM(active_seconds) FILTER (WHERE told_as = 'totals'), 0) AS DECIMAL(38, 3)) AS total_seconds,
  CAST(
    1E0 * SUM(active_seconds) FILTER (WHERE learner_id IS NOT NULL) / NULLIF(COUNT(DISTINCT learner_id), 0)
    AS DECIMAL(38, 3)
  ) AS seconds_per_learner
FROM gold.v_time_on_task
GROUP BY course_id
ORDER BY active_seconds DESC, course_id
