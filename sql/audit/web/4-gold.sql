-- Line 4 of the balance sheet: gold says what silver says. Cents are summed as decimals: no sum of them can
-- run over.
-- @day silver.sessions event_dt
-- @day silver.events event_dt
-- @day gold.fact_funnel event_dt
-- @day gold.fact_affiliate_clicks event_dt
-- @day gold.minute_activity event_dt
-- Everything counts on the day of its event time, which a row of gold has from its row of silver: the whole
-- is the sum of its days.
WITH each_session AS (
  SELECT event_dt, SUM(in_funnel) AS in_funnel, SUM(in_silver) AS in_silver
  FROM (
    SELECT session_id, event_dt, CAST(1 AS BIGINT) AS in_funnel, CAST(0 AS BIGINT) AS in_silver
    FROM gold.fact_funnel
    UNION ALL
    SELECT session_id, event_dt, CAST(0 AS BIGINT) AS in_funnel, CAST(1 AS BIGINT) AS in_silver
    FROM silver.sessions
  ) AS stored
  GROUP BY session_id, event_dt
),
each_click AS (
  SELECT
    MIN(event_dt) AS event_dt,
    SUM(in_gold) AS in_gold, SUM(in_silver) AS in_silver,
    SUM(gold_cents) AS gold_cents, SUM(silver_cents) AS silver_cents
  FROM (
    SELECT event_dt, event_id, session_id, user_id_hash,
      CAST(1 AS BIGINT) AS in_gold, CAST(0 AS BIGINT) AS in_silver,
      CAST(COALESCE(payout_cents, 0) AS DECIMAL(38, 0)) AS gold_cents,
      CAST(0 AS DECIMAL(38, 0)) AS silver_cents
    FROM gold.fact_affiliate_clicks
    UNION ALL
    SELECT event_dt, event_id, session_id, user_id_hash,
      CAST(0 AS BIGINT) AS in_gold, CAST(1 AS BIGINT) AS in_silver,
      CAST(0 AS DECIMAL(38, 0)) AS gold_cents,
      CAST(COALESCE(payout_cents, 0) AS DECIMAL(38, 0)) AS silver_cents
    FROM silver.events
    WHERE event_type = 'affiliate_click'
  ) AS stored
  GROUP BY event_id, session_id, user_id_hash
),
each_type AS (
  SELECT event_dt, SUM(in_minutes) AS in_minutes, SUM(in_silver) AS in_silver
  FROM (
    SELECT event_dt, event_type, events AS in_minutes, CAST(0 AS BIGINT) AS in_silver
    FROM gold.minute_activity
    UNION ALL
    SELECT event_dt, event_type, CAST(0 AS BIGINT) AS in_minutes, CAST(1 AS BIGINT) AS in_silver
    FROM silver.events
  ) AS stored
  GROUP BY event_dt, event_type
),
no_day AS (
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS event_dt, CAST(0 AS BIGINT) AS zero,
    CAST(0 AS DECIMAL(38, 0)) AS zero_cents
),
sessions AS (
  SELECT event_dt,
    SUM(in_funnel) AS in_funnel,
    SUM(in_silver) AS in_silver,
    COUNT(CASE WHEN in_funnel <> in_silver THEN 1 END) AS different
  FROM each_session
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero, zero, zero FROM no_day
),
clicks AS (
  SELECT event_dt,
    SUM(in_gold) AS in_gold,
    SUM(in_silver) AS in_silver,
    SUM(gold_cents) AS gold_cents,
    SUM(silver_cents) AS silver_cents,
    COUNT(CASE WHEN in_gold <> in_silver OR gold_cents <> silver_cents THEN 1 END) AS different
  FROM each_click
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero, zero, zero_cents, zero_cents, zero FROM no_day
),
minutes AS (
  SELECT event_dt,
    SUM(in_minutes) AS in_minutes,
    SUM(in_silver) AS in_silver,
    COUNT(CASE WHEN in_minutes <> in_silver THEN 1 END) AS different
  FROM each_type
  GROUP BY event_dt
  UNION ALL
  SELECT event_dt, zero, zero, zero FROM no_day
)
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM sessions
CROSS JOIN UNNEST(ARRAY[
  ROW('4a', 'gold.fact_funnel = silver.sessions',
    CAST(in_funnel AS DECIMAL(38, 0)), CAST(in_silver AS DECIMAL(38, 0))),
  ROW('4b', 'sessions that are not once in gold.fact_funnel and in silver.sessions = 0',
    CAST(different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM clicks
CROSS JOIN UNNEST(ARRAY[
  ROW('4c', 'gold.fact_affiliate_clicks = affiliate clicks of silver.events',
    CAST(in_gold AS DECIMAL(38, 0)), CAST(in_silver AS DECIMAL(38, 0))),
  ROW('4d', 'cents of gold.fact_affiliate_clicks = cents of silver.events',
    gold_cents, silver_cents),
  ROW('4e', 'clicks that differ between gold.fact_affiliate_clicks and silver.events = 0',
    CAST(different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT event_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM minutes
CROSS JOIN UNNEST(ARRAY[
  ROW('4f', 'events of gold.minute_activity = silver.events',
    CAST(in_minutes AS DECIMAL(38, 0)), CAST(in_silver AS DECIMAL(38, 0))),
  ROW('4g', 'event types of a day whose count differs in gold.minute_activity = 0',
    CAST(different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
