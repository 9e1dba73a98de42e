-- Line 3 of the balance sheet: every event of silver.events is in one session or known not to be.
-- While a stream runs, sessions are open whose rows are not written yet. A session can only be open
-- when the last event of its session key came no earlier than the watermark less the gap; the events
-- of those keys are the most by which the left side may be short (open_at_most).
-- In Athena, write that time for the parameter in braces, or any late one for a lake at rest.
-- @day silver.sessions event_dt
-- @day silver.events arrival_ts
-- @day ops.late_events arrival_ts
-- @day ops.record_counts arrival_minute
-- @whole 3a
-- A session counts on the day on which it starts, everything else on that of its arrival. Events of a day
-- are in sessions of other days, too: the sides of 3a are sums of days, but equal only in the whole.
WITH written AS (
  SELECT event_dt AS of_day, SUM(events) AS events, SUM(row_count - 1) AS repeated
  FROM (
    SELECT event_dt, SUM(events) AS events, COUNT(*) AS row_count
    FROM silver.sessions
    GROUP BY session_id, event_dt
  ) AS sessions
  GROUP BY event_dt
),
session_keys AS (
  SELECT
    CAST(arrival_ts AS DATE) AS of_day,
    session_id,
    CASE WHEN session_id IS NULL THEN user_id_hash END AS user_key,
    COUNT(*) AS events,
    MAX(CASE WHEN clock_skewed THEN arrival_ts ELSE ts END) AS last_ts
  FROM silver.events
  GROUP BY
    CAST(arrival_ts AS DATE),
    session_id,
    CASE WHEN session_id IS NULL THEN user_id_hash END
),
shares AS (
  SELECT of_day, events AS placed, CAST(0 AS BIGINT) AS events, CAST(0 AS BIGINT) AS at_most, repeated
  FROM written
  UNION ALL
  SELECT of_day,
    SUM(CASE WHEN session_id IS NULL AND user_key IS NULL THEN events ELSE 0 END),
    SUM(events), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
  FROM session_keys
  GROUP BY of_day
  UNION ALL
  SELECT MAX(of_day), CAST(0 AS BIGINT), CAST(0 AS BIGINT), SUM(events), CAST(0 AS BIGINT)
  FROM session_keys
  WHERE session_id IS NOT NULL OR user_key IS NOT NULL
  GROUP BY session_id, user_key
  HAVING MAX(last_ts) >= TIMESTAMP '${open_since}'
  UNION ALL
  SELECT CAST(arrival_ts AS DATE), COUNT(*), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
  FROM ops.late_events
  GROUP BY CAST(arrival_ts AS DATE)
  UNION ALL
  SELECT CAST(arrival_minute AS DATE), SUM(records), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT)
  FROM ops.record_counts
  WHERE outcome = 'beyond_bound'
  GROUP BY CAST(arrival_minute AS DATE)
  UNION ALL
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01'), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT)
),
found AS (
  SELECT of_day, SUM(placed) AS placed, SUM(events) AS events, SUM(at_most) AS at_most,
    SUM(repeated) AS repeated
  FROM shares
  GROUP BY of_day
)
SELECT of_day, line, equation, left_side, right_side, open_at_most
FROM found
CROSS JOIN UNNEST(ARRAY[
  ROW('3a', 'events in sessions + without a session + late + beyond the bound = silver.events',
    placed, events, at_most),
  ROW('3b', 'rows of silver.sessions beyond one for a session and day = 0',
    repeated, CAST(0 AS BIGINT), CAST(0 AS BIGINT))
]) AS lines (line, equation, left_side, right_side, open_at_most)
