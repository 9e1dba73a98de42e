-- Grades, and grades given again
-- Of each attempt the newest grade counts; the others were given before it.
SELECT
  ed_app_id,
  grader_type,
  COUNT(DISTINCT attempt_id) AS attempts,
  COUNT(*) AS grades,
  COUNT(*) - COUNT(DISTINCT attempt_id) AS given_again,
  CAST(AVG(CASE WHEN newest = 1 THEN 1E2 * score_ratio END) AS DECIMAL(5, 1)) AS mean_percent
FROM (
  SELECT
    ed_app_id,
    grader_type,
    attempt_id,
    score_ratio,
    ROW_NUMBER() OVER (PARTITION BY attempt_id ORDER BY ts DESC, event_id) AS newest
  FROM gold.outcomes
)
GROUP BY ed_app_id, grader_type
ORDER BY attempts DESC, grader_type
