-- The steps of each learner's ways, one row for each, with the two that follow it on the same way, else null.
-- A step is one activity, however many events in a row tell of it; an item is a part of its assessment. A way is a
-- session, and where none was sent what a learner does without a pause of 30 minutes. Logins, gradings
-- and reports of time are no steps. Its times are event times: of an event whose clock was ahead, the arrival.
CREATE OR REPLACE VIEW gold.v_learning_steps AS
SELECT
  event_dt,
  course_id,
  learner_id,
  session_id,
  step_ts,
  activity_id,
  LEAD(activity_id, 1) OVER (PARTITION BY way ORDER BY step_ts, event_id) AS second_activity_id,
  LEAD(activity_id, 2) OVER (PARTITION BY way ORDER BY step_ts, event_id) AS third_activity_id
FROM (
  SELECT
    w.*,
    LAG(activity_id) OVER (PARTITION BY way ORDER BY step_ts, event_id) AS activity_before
  FROM (
    SELECT
      a.*,
      CONCAT(way_key, ' ', CAST(
        SUM(CASE WHEN session_id IS NULL AND date_diff('second', ts_before, step_ts) >= 1800 THEN 1 ELSE 0 END) OVER (
          PARTITION BY way_key ORDER BY step_ts, event_id
        ) AS VARCHAR
      )) AS way
    FROM (
      SELECT
        e.*,
        LAG(step_ts) OVER (PARTITION BY way_key ORDER BY step_ts, event_id) AS ts_before
      FROM (
        SELECT
          event_dt,
          COALESCE(course_id, group_id) AS course_id,
          user_id_hash AS learner_id,
          session_id,
          CONCAT(COALESCE(session_id, ''), ' ', COALESCE(user_id_hash, '')) AS way_key,
          event_id,
          CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS step_ts,
          CASE
            WHEN event_type IN ('AssessmentItemEvent', 'QuestionnaireItemEvent')
              THEN COALESCE(object_part_of_id, object_id)
            ELSE COALESCE(activity_id, object_id)
          END AS activity_id
        FROM silver.events
        WHERE event_type NOT IN ('SessionEvent', 'GradeEvent', 'ToolUseEvent', 'TimeSpentEvent')
          AND (session_id IS NOT NULL OR user_id_hash IS NOT NULL)
          AND COALESCE(activity_id, object_id) IS NOT NULL
      ) AS e
    ) AS a
  ) AS w
) AS steps
WHERE activity_before IS NULL OR activity_before <> activity_id
