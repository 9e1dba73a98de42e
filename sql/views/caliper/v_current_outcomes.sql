-- How each attempt is graded now, one row for each: the newest grading by its time, beside the first, and how
-- many there were. A grading that names no attempt is one by itself.
CREATE OR REPLACE VIEW gold.v_current_outcomes AS
SELECT
  group_id AS course_id,
  ed_app_id,
  assignable_id,
  assignable_type,
  learner_id,
  attempt_id,
  attempt_count,
  ts AS graded_ts,
  grader_id,
  grader_type,
  score_given,
  score_max,
  score_ratio,
  first_ratio,
  gradings,
  event_dt
FROM (
  SELECT
    o.*,
    ROW_NUMBER() OVER (
      PARTITION BY learner_id, COALESCE(attempt_id, event_id) ORDER BY ts DESC, event_id DESC
    ) AS newest,
    FIRST_VALUE(score_ratio) OVER (
      PARTITION BY learner_id, COALESCE(attempt_id, event_id) ORDER BY ts, event_id
    ) AS first_ratio,
    COUNT(*) OVER (PARTITION BY learner_id, COALESCE(attempt_id, event_id)) AS gradings
  FROM gold.outcomes AS o
) AS gradings_of_attempts
WHERE newest = 1
