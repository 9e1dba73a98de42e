-- Time on task as it was reported, in seconds; rows may be added up. Windows of active time are summed by day.
-- Of a running total the last of a learner, application and start counts, on its day and in its course; those of
-- nobody are left out. An application that reports both in told_as counts in both.
CREATE OR REPLACE VIEW gold.v_time_on_task AS
SELECT
  event_dt,
  course_id,
  ed_app_id,
  learner_id,
  'windows' AS told_as,
  CAST(SUM("value") AS DECIMAL(38, 4)) AS active_seconds
FROM gold.facts
WHERE metric = 'active' AND NOT cumulative
GROUP BY event_dt, course_id, ed_app_id, learner_id
UNION ALL
SELECT event_dt, course_id, ed_app_id, learner_id, 'totals', CAST("value" AS DECIMAL(38, 4)) * 60
FROM (
  SELECT
    event_dt,
    course_id,
    ed_app_id,
    learner_id,
    "value",
    ROW_NUMBER() OVER (
      PARTITION BY learner_id, ed_app_id, metric, started_ts
      ORDER BY COALESCE(ended_ts, ts) DESC, "value" DESC, fact_id
    ) AS newest
  FROM gold.facts
  WHERE metric = 'MinutesOnTask' AND cumulative AND learner_id IS NOT NULL
) AS totals
WHERE newest = 1
