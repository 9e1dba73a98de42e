-- Line 4 of the balance sheet: gold says what silver says. Facts are written with the row of their session.
-- While a stream runs, sessions are open whose facts are not written yet. A session can only be open when
-- the last event of its session key came no earlier than the watermark less the gap; the events of those keys
-- are the most by which the facts may be short (open_at_most).
-- In Athena, write that time for the parameter in braces, or any late one for a lake at rest.
-- @day silver.sessions event_dt
-- @day silver.events event_dt
-- @day gold.fact_page_views event_dt
-- @day gold.fact_video_engagement event_dt
-- @whole 4f
-- @whole 4g
-- Facts count on the day on which their session starts, events on their own. Events of a day are in facts of
-- the day before, too: the sides of 4f and 4g are sums of days, but equal only in the whole.
WITH each_session AS (
  SELECT
    session_id,
    event_dt,
    SUM(page_views) AS page_views,
    SUM(video_views) AS video_views,
    SUM(video_events) AS video_events,
    SUM(fact_pages) AS fact_pages,
    SUM(fact_videos) AS fact_videos,
    SUM(fact_events) AS fact_events
  FROM (
    SELECT session_id, event_dt, page_views, video_views, video_events,
      CAST(0 AS BIGINT) AS fact_pages, CAST(0 AS BIGINT) AS fact_videos,
      CAST(0 AS BIGINT) AS fact_events
    FROM silver.sessions
    UNION ALL
    SELECT session_id, event_dt, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
      CAST(1 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
    FROM gold.fact_page_views
    UNION ALL
    SELECT session_id, event_dt, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
      CAST(0 AS BIGINT), CAST(1 AS BIGINT),
      CAST(plays + pauses + seeks + completes + errors AS BIGINT)
    FROM gold.fact_video_engagement
  ) AS stored
  GROUP BY session_id, event_dt
),
each_page AS (
  SELECT event_dt, COUNT(*) AS found
  FROM gold.fact_page_views
  GROUP BY event_id, session_id, event_dt
),
session_keys AS (
  SELECT
    event_dt,
    session_id,
    CASE WHEN session_id IS NULL THEN user_id_hash END AS user_key,
    COUNT(CASE WHEN event_type = 'page_view' THEN 1 END) AS page_views,
    COUNT(CASE WHEN "action" = 'play' THEN 1 END) AS plays,
    MAX(CASE WHEN clock_skewed THEN arrival_ts ELSE ts END) AS last_ts
  FROM silver.events
  WHERE in_session
  GROUP BY event_dt, session_id, CASE WHEN session_id IS NULL THEN user_id_hash END
),
no_day AS (
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS event_dt, CAST(0 AS BIGINT) AS zero
),
sessions AS (
  SELECT
    event_dt,
    SUM(page_views) AS page_views,
    SUM(video_views) AS video_views,
    SUM(video_events) AS video_events,
    SUM(fact_pages) AS fact_pages,
    SUM(fact_videos) AS fact_videos,
    SUM(fact_events) AS fact_events,
    COUNT(
      CASE
        WHEN page_views <> fact_pages OR video_views <> fact_videos OR video_events <> fact_events
          THEN 1
      END
    ) AS different
  FROM each_session
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero, zero, zero, zero, zero, zero, zero FROM no_day
),
pages AS (
  SELECT event_dt, COUNT(CASE WHEN found > 1 THEN 1 END) AS repeated
  FROM each_page
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero FROM no_day
),
shares AS (
  SELECT event_dt, COUNT(*) AS fact_pages, CAST(0 AS BIGINT) AS fact_plays,
    CAST(0 AS BIGINT) AS page_views, CAST(0 AS BIGINT) AS plays,
    CAST(0 AS BIGINT) AS open_pages, CAST(0 AS BIGINT) AS open_plays
  FROM gold.fact_page_views
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, CAST(0 AS BIGINT), SUM(CAST(plays AS BIGINT)), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT)
  FROM gold.fact_video_engagement
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, CAST(0 AS BIGINT), CAST(0 AS BIGINT), SUM(page_views), SUM(plays),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT)
  FROM session_keys
  GROUP BY event_dt
  UNION ALL
  SELECT MAX(event_dt), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    SUM(page_views), SUM(plays)
  FROM session_keys
  GROUP BY session_id, user_key
  HAVING MAX(last_ts) >= TIMESTAMP '${open_since}'
  UNION ALL
  SELECT event_dt, zero, zero, zero, zero, zero, zero FROM no_day
),
events AS (
  SELECT event_dt, SUM(fact_pages) AS fact_pages, SUM(fact_plays) AS fact_plays,
    SUM(page_views) AS page_views, SUM(plays) AS plays,
    SUM(open_pages) AS open_pages, SUM(open_plays) AS open_plays
  FROM shares
  GROUP BY event_dt
)
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM sessions
CROSS JOIN UNNEST(ARRAY[
  ROW('4a', 'gold.fact_page_views = page views of silver.sessions', fact_pages, page_views),
  ROW('4b', 'gold.fact_video_engagement = videos of silver.sessions', fact_videos, video_views),
  ROW('4c', 'player events of gold.fact_video_engagement = those of silver.sessions',
    fact_events, video_events),
  ROW('4d', 'sessions that differ between gold and silver.sessions = 0',
    different, CAST(0 AS BIGINT))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM pages
CROSS JOIN UNNEST(ARRAY[
  ROW('4e', 'rows of gold.fact_page_views beyond one for an event and session = 0',
    repeated, CAST(0 AS BIGINT))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT event_dt, line, equation, left_side, right_side, open_at_most
FROM events
CROSS JOIN UNNEST(ARRAY[
  ROW('4f', 'gold.fact_page_views = page views of silver.events in sessions',
    fact_pages, page_views, open_pages),
  ROW('4g', 'plays of gold.fact_video_engagement = those of silver.events in sessions',
    fact_plays, plays, open_plays)
]) AS lines (line, equation, left_side, right_side, open_at_most)
