-- How attempts at each assessment are graded now, and how they were at first.
SELECT
  course_id,
  assignable_id,
  COUNT(*) AS attempts,
  COUNT(DISTINCT learner_id) AS learners,
  COUNT(*) FILTER (WHERE gradings > 1) AS regraded,
  CAST(1E2 * SUM(score_ratio) / NULLIF(COUNT(score_ratio), 0) AS DECIMAL(18, 2)) AS mean_percent,
  CAST(1E2 * SUM(first_ratio) / NULLIF(COUNT(first_ratio), 0) AS DECIMAL(18, 2)) AS first_mean_percent,
  CAST(1E2 * MIN(score_ratio) AS DECIMAL(18, 2)) AS lowest_percent,
  CAST(1E2 * MAX(score_ratio) AS DECIMAL(18, 2)) AS highest_percent
FROM gold.v_current_outcomes
GROUP BY course_id, assignable_id
ORDER BY attempts DESC, course_id, assignable_id
