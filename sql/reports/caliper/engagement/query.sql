-- How often learners come back to a course, and how much they do in it.
SELECT
  course_id,
  COUNT(*) AS learners,
  COUNT(*) FILTER (WHERE active_days > 1) AS returning_learners,
  CAST(1E2 * COUNT(*) FILTER (WHERE active_days > 1) / COUNT(*) AS DECIMAL(5, 2)) AS returning_percent,
  CAST(1E0 * SUM(active_days) / COUNT(*) AS DECIMAL(18, 2)) AS days_per_learner,
  CAST(1E0 * SUM(own_events) / SUM(active_days) AS DECIMAL(18, 2)) AS events_per_day,
  COUNT(*) FILTER (WHERE submissions > 0) AS submitting_learners,
  CAST(1E2 * COUNT(*) FILTER (WHERE submissions > 0) / COUNT(*) AS DECIMAL(5, 2)) AS submitting_percent
FROM (
  SELECT
    course_id,
    learner_id,
    COUNT(DISTINCT event_dt) AS active_days,
    SUM(own_events) AS own_events,
    SUM(submissions) AS submissions
  FROM gold.v_daily_learning
  WHERE learner_id IS NOT NULL AND own_events > 0
  GROUP BY course_id, learner_id
) AS learners
GROUP BY course_id
ORDER BY learners DESC, course_id
