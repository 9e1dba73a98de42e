-- Line 3 of the balance sheet: every event of silver.events is in one session or known not to be.
-- While a stream runs, sessions are open whose rows are not written yet. A session can only be open
-- when the last event of its session key came no earlier than the watermark less the gap; the events
-- of those keys are the most by which the left side may be short (open_at_most).
-- In Athena, write that time for the parameter in braces, or any late one for a lake at rest.
WITH sessions AS (
  SELECT SUM(events) AS events, COUNT(*) AS row_count
  FROM silver.sessions
  GROUP BY session_id, event_dt
),
written AS (
  SELECT
    COALESCE(SUM(events), 0) AS events,
    COALESCE(SUM(row_count - 1), 0) AS repeated
  FROM sessions
),
session_keys AS (
  SELECT
    COUNT(*) AS events,
    MAX(CASE WHEN session_id IS NULL AND user_id_hash IS NULL THEN 1 ELSE 0 END) AS no_session,
    MAX(CASE WHEN clock_skewed THEN arrival_ts ELSE ts END) AS last_ts
  FROM silver.events
  GROUP BY
    session_id,
    CASE WHEN session_id IS NULL THEN user_id_hash END
),
silver AS (
  SELECT
    COALESCE(SUM(events), 0) AS events,
    COALESCE(SUM(CASE WHEN no_session = 1 THEN events END), 0) AS no_session,
    COALESCE(
      SUM(
        CASE
          WHEN no_session = 0 AND last_ts >= TIMESTAMP '${open_since}' THEN events
        END
      ),
      0
    ) AS at_most
  FROM session_keys
),
late AS (
  SELECT COUNT(*) AS events FROM ops.late_events
),
beyond AS (
  SELECT COALESCE(SUM(records), 0) AS events
  FROM ops.record_counts
  WHERE outcome = 'beyond_bound'
)
SELECT line, equation, left_side, right_side, open_at_most
FROM written CROSS JOIN silver CROSS JOIN late CROSS JOIN beyond
CROSS JOIN UNNEST(ARRAY[
  ROW('3a', 'events in sessions + without a session + late + beyond the bound = silver.events',
    written.events + silver.no_session + late.events + beyond.events,
    silver.events, silver.at_most),
  ROW('3b', 'rows of silver.sessions beyond one for a session and day = 0',
    repeated, CAST(0 AS BIGINT), CAST(0 AS BIGINT))
]) AS lines (line, equation, left_side, right_side, open_at_most)
