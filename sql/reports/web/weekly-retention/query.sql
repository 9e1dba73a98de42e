-- Of the users first seen in a week, how many come back in the weeks after. Weeks begin on Monday.
WITH active AS (
  SELECT DISTINCT user_id_hash, date_trunc('week', event_dt) AS active_week
  FROM gold.fact_funnel
  WHERE user_id_hash IS NOT NULL
),
cohorts AS (
  SELECT user_id_hash, MIN(active_week) AS cohort_week
  FROM active
  GROUP BY user_id_hash
),
sizes AS (
  SELECT cohort_week, COUNT(*) AS cohort_users
  FROM cohorts
  GROUP BY cohort_week
)
SELECT
  c.cohort_week,
  z.cohort_users,
  date_diff('week', c.cohort_week, a.active_week) AS weeks_later,
  COUNT(*) AS users,
  CAST(1E2 * COUNT(*) / z.cohort_users AS DECIMAL(5, 2)) AS users_percent
FROM active AS a
JOIN cohorts AS c ON a.user_id_hash = c.user_id_hash
JOIN sizes AS z ON c.cohort_week = z.cohort_week
GROUP BY c.cohort_week, z.cohort_users, date_diff('week', c.cohort_week, a.active_week)
ORDER BY c.cohort_week, weeks_later
