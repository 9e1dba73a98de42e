-- Line 6 of the balance sheet: the marts of a site say what its facts, sessions and events say.
-- Those are looked at as the newest run in ops.transform_runs read them: what came since is for the next run.
-- @whole 6a
-- @whole 6b
-- @whole 6c
-- @whole 6d
-- @whole 6e
-- @whole 6f
-- @whole 6g
-- @whole 6h
-- Users and pages are of no day, and a fact can lie on another day than its session: all are looked at as a whole.
WITH visits AS (
  SELECT view_dt, project_id, environment, session_id, user_id_hash,
    CAST(SUM(page_views) AS BIGINT) AS page_views, CAST(SUM(video_views) AS BIGINT) AS video_views,
    CAST(SUM(plays) AS BIGINT) AS plays, CAST(SUM(completes) AS BIGINT) AS completes
  FROM (
    SELECT view_dt, project_id, environment, session_id, user_id_hash,
      CAST(1 AS BIGINT) AS page_views, CAST(0 AS BIGINT) AS video_views,
      CAST(0 AS BIGINT) AS plays, CAST(0 AS BIGINT) AS completes
    FROM gold.fact_page_views
    UNION ALL
    SELECT view_dt, project_id, environment, session_id, user_id_hash,
      CAST(0 AS BIGINT), CAST(1 AS BIGINT), CAST(plays AS BIGINT), CAST(completes AS BIGINT)
    FROM gold.fact_video_engagement
  ) AS facts
  GROUP BY view_dt, project_id, environment, session_id, user_id_hash
),
each_day AS (
  SELECT view_dt AS event_dt, project_id, environment,
    CAST(SUM(page_views) AS BIGINT) AS page_views, CAST(SUM(video_views) AS BIGINT) AS video_views,
    CAST(SUM(plays) AS BIGINT) AS plays, CAST(SUM(completes) AS BIGINT) AS completes,
    COUNT(DISTINCT session_id) AS sessions, COUNT(DISTINCT user_id_hash) AS users
  FROM visits
  GROUP BY view_dt, project_id, environment
),
different AS (
  SELECT event_dt, project_id, environment
  FROM (
    SELECT CAST(1 AS BIGINT) AS side, event_dt, project_id, environment,
      page_views, video_views, plays, completes, sessions, users
    FROM each_day
    UNION ALL
    SELECT CAST(-1 AS BIGINT), event_dt, project_id, environment,
      page_views, video_views, video_plays, video_completes, sessions, users
    FROM gold.agg_daily_metrics
  ) AS sides
  GROUP BY event_dt, project_id, environment, page_views, video_views, plays, completes, sessions, users
  HAVING SUM(side) <> 0
),
facts AS (
  SELECT
    CAST(COALESCE(SUM(page_views), 0) AS BIGINT) AS page_views,
    CAST(COALESCE(SUM(video_views), 0) AS BIGINT) AS video_views,
    CAST(COALESCE(SUM(plays), 0) AS BIGINT) AS plays,
    CAST(COALESCE(SUM(completes), 0) AS BIGINT) AS completes
  FROM each_day
),
days AS (
  SELECT
    CAST(COALESCE(SUM(page_views), 0) AS BIGINT) AS day_page_views,
    CAST(COALESCE(SUM(video_views), 0) AS BIGINT) AS day_video_views,
    CAST(COALESCE(SUM(video_plays), 0) AS BIGINT) AS day_plays,
    CAST(COALESCE(SUM(video_completes), 0) AS BIGINT) AS day_completes
  FROM gold.agg_daily_metrics
),
differing AS (SELECT COUNT(*) AS day_differences FROM different),
users AS (
  SELECT COUNT(*) AS known_users, CAST(COALESCE(SUM(sessions), 0) AS BIGINT) AS user_sessions
  FROM gold.dim_users
),
visitors AS (
  SELECT COUNT(*) AS visitors, CAST(COALESCE(SUM(sessions), 0) AS BIGINT) AS visitor_sessions
  FROM (
    SELECT user_id_hash, project_id, COUNT(*) AS sessions
    FROM silver.sessions
    WHERE user_id_hash IS NOT NULL
    GROUP BY user_id_hash, project_id
  ) AS each_visitor
),
contents AS (
  SELECT COUNT(*) AS contents FROM gold.dim_content WHERE valid_to IS NULL
),
seen AS (
  SELECT COUNT(*) AS seen_contents
  FROM (
    SELECT project_id, event_type,
      CASE WHEN event_type = 'page_view' THEN SPLIT_PART(SPLIT_PART(page_url, '?', 1), '#', 1) ELSE video_id END AS name
    FROM silver.events
    WHERE (event_type = 'page_view' AND page_url IS NOT NULL)
      OR (event_type = 'video_event' AND video_id IS NOT NULL)
    GROUP BY project_id, event_type,
      CASE WHEN event_type = 'page_view' THEN SPLIT_PART(SPLIT_PART(page_url, '?', 1), '#', 1) ELSE video_id END
  ) AS each_content
),
runs AS (
  SELECT CASE WHEN COUNT(*) = 0 THEN ' (the job site-marts has not run)' ELSE '' END AS note
  FROM ops.transform_runs
)
SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS of_day, line, CONCAT(equation, note) AS equation,
  left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM facts
CROSS JOIN days
CROSS JOIN differing
CROSS JOIN users
CROSS JOIN visitors
CROSS JOIN contents
CROSS JOIN seen
CROSS JOIN runs
CROSS JOIN UNNEST(ARRAY[
  ROW('6a', 'page views of gold.agg_daily_metrics = gold.fact_page_views', day_page_views, page_views),
  ROW('6b', 'videos of gold.agg_daily_metrics = gold.fact_video_engagement', day_video_views, video_views),
  ROW('6c', 'plays of gold.agg_daily_metrics = those of gold.fact_video_engagement', day_plays, plays),
  ROW('6d', 'completes of gold.agg_daily_metrics = those of gold.fact_video_engagement', day_completes, completes),
  ROW('6e', 'days that differ between gold.agg_daily_metrics and the facts = 0', day_differences, CAST(0 AS BIGINT)),
  ROW('6f', 'gold.dim_users = users of silver.sessions', known_users, visitors),
  ROW('6g', 'sessions of gold.dim_users = those of users in silver.sessions', user_sessions, visitor_sessions),
  ROW('6h', 'current rows of gold.dim_content = pages and videos of silver.events', contents, seen_contents)
]) AS lines (line, equation, left_side, right_side)
