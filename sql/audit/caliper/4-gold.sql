-- Line 4 of the balance sheet: gold says what silver says. Numbers are compared in ten thousandths, as decimals:
-- no sum of them can run over.
-- @day silver.events event_dt
-- @day gold.facts event_dt
-- @day gold.outcomes event_dt
-- @day gold.learning_days event_dt
-- Everything counts on the day of its event time, which a row of gold has from its row of silver: the whole
-- is the sum of its days.
WITH reported AS (
  SELECT e.event_id, e.session_id, e.user_id_hash, e.ed_app_id, e.app_id, e.course_id, e.group_id, e.event_dt,
    m.metric, m.amount, m.started_ts,
    COALESCE(e.generated_type = 'AggregateMeasureCollection', FALSE) AS cumulative
  FROM silver.events AS e
  CROSS JOIN UNNEST(e."measures") AS m (metric, amount, max_value, sub_type, started_ts, ended_ts)
),
each_fact AS (
  SELECT
    MIN(event_dt) AS event_dt,
    SUM(in_gold) AS in_gold, SUM(in_silver) AS in_silver,
    SUM(CASE WHEN in_gold = 1 THEN points ELSE 0 END) AS gold_points,
    SUM(CASE WHEN in_gold = 1 THEN 0 ELSE points END) AS silver_points
  FROM (
    SELECT event_dt, event_id, learner_id, metric, started_ts, cumulative, course_id, ed_app_id,
      CAST(1 AS BIGINT) AS in_gold, CAST(0 AS BIGINT) AS in_silver,
      CAST(CAST("value" AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0)) AS points
    FROM gold.facts
    UNION ALL
    SELECT event_dt, event_id, user_id_hash, metric, started_ts, cumulative,
      COALESCE(course_id, group_id), COALESCE(ed_app_id, app_id),
      CAST(0 AS BIGINT), CAST(1 AS BIGINT), CAST(CAST(amount AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0))
    FROM reported
    UNION ALL
    SELECT event_dt, event_id, user_id_hash, 'scoreGiven', CAST(NULL AS TIMESTAMP), FALSE,
      COALESCE(course_id, group_id), COALESCE(ed_app_id, app_id),
      CAST(0 AS BIGINT), CAST(1 AS BIGINT), CAST(CAST(score_given AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0))
    FROM silver.events
    WHERE score_given IS NOT NULL
  ) AS stored
  GROUP BY event_dt, event_id, learner_id, metric, started_ts, cumulative, course_id, ed_app_id, points
),
each_grading AS (
  SELECT
    MIN(event_dt) AS event_dt,
    SUM(in_gold) AS in_gold, SUM(in_silver) AS in_silver,
    SUM(CASE WHEN in_gold = 1 THEN points ELSE 0 END) AS gold_points,
    SUM(CASE WHEN in_gold = 1 THEN 0 ELSE points END) AS silver_points
  FROM (
    SELECT event_dt, event_id, learner_id, grader_id, attempt_id, attempt_count, assignable_id, group_id, ed_app_id,
      score_max, CAST(1 AS BIGINT) AS in_gold, CAST(0 AS BIGINT) AS in_silver,
      CAST(CAST(score_given AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0)) AS points
    FROM gold.outcomes
    UNION ALL
    SELECT event_dt, event_id, user_id_hash, actor_id, object_id, attempt_count, assignable_id, group_id, ed_app_id,
      score_max, CAST(0 AS BIGINT), CAST(1 AS BIGINT),
      CAST(CAST(score_given AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0))
    FROM silver.events
    WHERE event_type = 'GradeEvent'
  ) AS stored
  GROUP BY event_dt, event_id, learner_id, grader_id, attempt_id, attempt_count, assignable_id, group_id,
    ed_app_id, score_max, points
),
added AS (
  -- Of an event its windows of active time, cut to the millisecond, and its XP; each at most what a column holds.
  SELECT event_dt, learner_id, ed_app_id, group_id,
    SUM(
      CASE
        WHEN active_points > 999999999999999999 THEN CAST(999999999999999990 AS DECIMAL(38, 0))
        WHEN active_points < -999999999999999999 THEN CAST(-999999999999999990 AS DECIMAL(38, 0))
        ELSE active_points - MOD(active_points, 10)
      END
    ) AS active_points,
    SUM(
      CASE
        WHEN xp_points > 999999999999999999 THEN CAST(999999999999999999 AS DECIMAL(38, 0))
        WHEN xp_points < -999999999999999999 THEN CAST(-999999999999999999 AS DECIMAL(38, 0))
        ELSE xp_points
      END
    ) AS xp_points
  FROM (
    SELECT event_dt, user_id_hash AS learner_id, ed_app_id, group_id, event_id, session_id,
      SUM(CASE WHEN metric = 'active' THEN CAST(CAST(amount AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0)) ELSE 0 END) AS active_points,
      SUM(CASE WHEN metric = 'xpEarned' THEN CAST(CAST(amount AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0)) ELSE 0 END) AS xp_points
    FROM reported
    WHERE NOT cumulative AND metric IN ('active', 'xpEarned')
    GROUP BY event_dt, user_id_hash, ed_app_id, group_id, event_id, session_id
  ) AS events
  GROUP BY event_dt, learner_id, ed_app_id, group_id
),
each_grain AS (
  SELECT event_dt, learner_id, ed_app_id, group_id,
    SUM(CASE WHEN is_gold THEN events ELSE 0 END) AS gold_events,
    SUM(CASE WHEN is_gold THEN 0 ELSE events END) AS events,
    SUM(CASE WHEN is_gold THEN view_events ELSE 0 END) AS gold_views,
    SUM(CASE WHEN is_gold THEN 0 ELSE view_events END) AS view_events,
    SUM(CASE WHEN is_gold THEN items_completed ELSE 0 END) AS gold_items,
    SUM(CASE WHEN is_gold THEN 0 ELSE items_completed END) AS items_completed,
    SUM(CASE WHEN is_gold THEN submissions ELSE 0 END) AS gold_submissions,
    SUM(CASE WHEN is_gold THEN 0 ELSE submissions END) AS submissions,
    SUM(CASE WHEN is_gold THEN grades ELSE 0 END) AS gold_grades,
    SUM(CASE WHEN is_gold THEN 0 ELSE grades END) AS grades,
    SUM(CASE WHEN is_gold THEN active_points ELSE 0 END) AS gold_active,
    SUM(CASE WHEN is_gold THEN 0 ELSE active_points END) AS active_points,
    SUM(CASE WHEN is_gold THEN xp_points ELSE 0 END) AS gold_xp,
    SUM(CASE WHEN is_gold THEN 0 ELSE xp_points END) AS xp_points
  FROM (
    SELECT event_dt, learner_id, ed_app_id, group_id, TRUE AS is_gold, events, view_events, items_completed,
      submissions, grades,
      CAST(CAST(active_s AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0)) AS active_points, CAST(CAST(xp AS DECIMAL(38, 4)) * 10000 AS DECIMAL(38, 0)) AS xp_points
    FROM gold.learning_days
    UNION ALL
    SELECT event_dt, user_id_hash, ed_app_id, group_id, FALSE,
      CAST(1 AS BIGINT),
      CAST(CASE WHEN event_type IN ('ViewEvent', 'NavigationEvent') THEN 1 ELSE 0 END AS BIGINT),
      CAST(CASE WHEN event_type IN ('AssessmentItemEvent', 'QuestionnaireItemEvent') AND "action" = 'Completed'
        THEN 1 ELSE 0 END AS BIGINT),
      CAST(CASE WHEN event_type IN ('AssessmentEvent', 'AssignableEvent') AND "action" = 'Submitted'
        THEN 1 ELSE 0 END AS BIGINT),
      CAST(CASE WHEN event_type = 'GradeEvent' THEN 1 ELSE 0 END AS BIGINT),
      CAST(0 AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0))
    FROM silver.events
    UNION ALL
    SELECT event_dt, learner_id, ed_app_id, group_id, FALSE, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
      CAST(0 AS BIGINT), CAST(0 AS BIGINT), active_points, xp_points
    FROM added
  ) AS stored
  GROUP BY event_dt, learner_id, ed_app_id, group_id
),
no_day AS (
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS event_dt, CAST(0 AS BIGINT) AS zero,
    CAST(0 AS DECIMAL(38, 0)) AS no_points
),
facts AS (
  SELECT event_dt, SUM(in_gold) AS in_gold, SUM(in_silver) AS in_silver,
    SUM(gold_points) AS gold_points, SUM(silver_points) AS silver_points,
    COUNT(CASE WHEN in_gold <> in_silver THEN 1 END) AS different
  FROM each_fact
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero, zero, no_points, no_points, zero FROM no_day
),
gradings AS (
  SELECT event_dt, SUM(in_gold) AS in_gold, SUM(in_silver) AS in_silver,
    COALESCE(SUM(gold_points), 0) AS gold_points, COALESCE(SUM(silver_points), 0) AS silver_points,
    COUNT(CASE WHEN in_gold <> in_silver THEN 1 END) AS different
  FROM each_grading
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero, zero, no_points, no_points, zero FROM no_day
),
days AS (
  SELECT event_dt,
    SUM(gold_events) AS gold_events, SUM(events) AS events,
    SUM(gold_views) AS gold_views, SUM(view_events) AS view_events,
    SUM(gold_items) AS gold_items, SUM(items_completed) AS items_completed,
    SUM(gold_submissions) AS gold_submissions, SUM(submissions) AS submissions,
    SUM(gold_grades) AS gold_grades, SUM(grades) AS grades,
    SUM(gold_active) AS gold_active, SUM(active_points) AS active_points,
    SUM(gold_xp) AS gold_xp, SUM(xp_points) AS xp_points,
    COUNT(
      CASE
        WHEN gold_events <> events OR gold_views <> view_events OR gold_items <> items_completed
          OR gold_submissions <> submissions OR gold_grades <> grades OR gold_active <> active_points
          OR gold_xp <> xp_points
          THEN 1
      END
    ) AS different
  FROM each_grain
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, no_points, no_points, no_points,
    no_points, zero
  FROM no_day
)
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM facts
CROSS JOIN UNNEST(ARRAY[
  ROW('4a', 'gold.facts = measures and scores of silver.events',
    CAST(in_gold AS DECIMAL(38, 0)), CAST(in_silver AS DECIMAL(38, 0))),
  ROW('4b', 'ten thousandths of gold.facts = those of silver.events',
    CAST(gold_points AS DECIMAL(38, 0)), CAST(silver_points AS DECIMAL(38, 0))),
  ROW('4c', 'numbers that differ between gold.facts and silver.events = 0',
    CAST(different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM gradings
CROSS JOIN UNNEST(ARRAY[
  ROW('4d', 'gold.outcomes = gradings of silver.events',
    CAST(in_gold AS DECIMAL(38, 0)), CAST(in_silver AS DECIMAL(38, 0))),
  ROW('4e', 'ten thousandths of points of gold.outcomes = those of silver.events',
    CAST(gold_points AS DECIMAL(38, 0)), CAST(silver_points AS DECIMAL(38, 0))),
  ROW('4f', 'gradings that differ between gold.outcomes and silver.events = 0',
    CAST(different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM days
CROSS JOIN UNNEST(ARRAY[
  ROW('4g', 'events of gold.learning_days = silver.events',
    CAST(gold_events AS DECIMAL(38, 0)), CAST(events AS DECIMAL(38, 0))),
  ROW('4h', 'views of gold.learning_days = views and navigations of silver.events',
    CAST(gold_views AS DECIMAL(38, 0)), CAST(view_events AS DECIMAL(38, 0))),
  ROW('4i', 'items of gold.learning_days = items completed in silver.events',
    CAST(gold_items AS DECIMAL(38, 0)), CAST(items_completed AS DECIMAL(38, 0))),
  ROW('4j', 'submissions of gold.learning_days = those of silver.events',
    CAST(gold_submissions AS DECIMAL(38, 0)), CAST(submissions AS DECIMAL(38, 0))),
  ROW('4k', 'grades of gold.learning_days = gradings of silver.events',
    CAST(gold_grades AS DECIMAL(38, 0)), CAST(grades AS DECIMAL(38, 0))),
  ROW('4l', 'ten thousandths of active seconds of gold.learning_days = those of silver.events',
    CAST(gold_active AS DECIMAL(38, 0)), CAST(active_points AS DECIMAL(38, 0))),
  ROW('4m', 'ten thousandths of XP of gold.learning_days = those of silver.events',
    CAST(gold_xp AS DECIMAL(38, 0)), CAST(xp_points AS DECIMAL(38, 0))),
  ROW('4n', 'days of a learner, application and group that differ in gold.learning_days = 0',
    CAST(different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
