-- The lake in one row: learners and what they did, gradings, and the records that they come from.
SELECT
  learners,
  courses,
  events,
  active_seconds,
  gradings,
  regraded,
  sessions,
  records,
  dead_letters,
  CAST(1E2 * dead_letters / NULLIF(items, 0) AS DECIMAL(5, 2)) AS dead_letters_percent,
  first_dt,
  last_dt
FROM (
  SELECT
    COUNT(DISTINCT learner_id) AS learners,
    COUNT(DISTINCT course_id) AS courses,
    COALESCE(SUM(events), 0) AS events,
    MIN(event_dt) AS first_dt,
    MAX(event_dt) AS last_dt
  FROM gold.v_daily_learning
) AS learning
CROSS JOIN (
  SELECT CAST(COALESCE(SUM(active_seconds), 0) AS DECIMAL(38, 3)) AS active_seconds FROM gold.v_time_on_task
) AS spent
CROSS JOIN (
  SELECT COALESCE(SUM(gradings), 0) AS gradings, COUNT(*) FILTER (WHERE gradings > 1) AS regraded
  FROM gold.v_current_outcomes
) AS graded
CROSS JOIN (SELECT COUNT(*) AS sessions FROM silver.sessions) AS visits
CROSS JOIN (
  SELECT
    COALESCE(SUM(records) FILTER (WHERE outcome = 'handed_over'), 0) AS records,
    COALESCE(SUM(records) FILTER (WHERE outcome = 'read'), 0) AS items,
    COALESCE(SUM(records) FILTER (WHERE outcome = 'dead_letter'), 0) AS dead_letters
  FROM gold.v_daily_records
) AS counts
