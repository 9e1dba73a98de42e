-- Learning by application
-- What learners did in each, and what it reports of active time and XP; a learner may use several.
SELECT
  ed_app_id,
  COUNT(DISTINCT learner_id) AS learners,
  SUM(events) AS events,
  SUM(view_events) AS view_events,
  SUM(items_completed) AS items_completed,
  SUM(submissions) AS submissions,
  CAST(SUM(active_s) / 6E1 AS DECIMAL(18, 1)) AS active_minutes,
  SUM(xp) AS xp
FROM gold.learning_days
GROUP BY ed_app_id
ORDER BY events DESC, ed_app_id
