-- Line 4 of the balance sheet: gold says what silver says. Cents are summed as decimals: no sum of them can
-- run over.
WITH sessions AS (
  SELECT SUM(in_funnel) AS in_funnel, SUM(in_silver) AS in_silver
  FROM (
    SELECT session_id, event_dt, CAST(1 AS BIGINT) AS in_funnel, CAST(0 AS BIGINT) AS in_silver
    FROM gold.fact_funnel
    UNION ALL
    SELECT session_id, event_dt, CAST(0 AS BIGINT) AS in_funnel, CAST(1 AS BIGINT) AS in_silver
    FROM silver.sessions
  ) AS stored
  GROUP BY session_id, event_dt
),
funnel AS (
  SELECT
    COALESCE(SUM(in_funnel), 0) AS in_funnel,
    COALESCE(SUM(in_silver), 0) AS in_silver,
    COUNT(CASE WHEN in_funnel <> in_silver THEN 1 END) AS different
  FROM sessions
),
each_click AS (
  SELECT
    SUM(in_gold) AS in_gold, SUM(in_silver) AS in_silver,
    SUM(gold_cents) AS gold_cents, SUM(silver_cents) AS silver_cents
  FROM (
    SELECT event_id, session_id, user_id_hash,
      CAST(1 AS BIGINT) AS in_gold, CAST(0 AS BIGINT) AS in_silver,
      CAST(COALESCE(payout_cents, 0) AS DECIMAL(38, 0)) AS gold_cents,
      CAST(0 AS DECIMAL(38, 0)) AS silver_cents
    FROM gold.fact_affiliate_clicks
    UNION ALL
    SELECT event_id, session_id, user_id_hash,
      CAST(0 AS BIGINT) AS in_gold, CAST(1 AS BIGINT) AS in_silver,
      CAST(0 AS DECIMAL(38, 0)) AS gold_cents,
      CAST(COALESCE(payout_cents, 0) AS DECIMAL(38, 0)) AS silver_cents
    FROM silver.events
    WHERE event_type = 'affiliate_click'
  ) AS stored
  GROUP BY event_id, session_id, user_id_hash
),
clicks AS (
  SELECT
    COALESCE(SUM(in_gold), 0) AS in_gold,
    COALESCE(SUM(in_silver), 0) AS in_silver,
    COALESCE(SUM(gold_cents), 0) AS gold_cents,
    COALESCE(SUM(silver_cents), 0) AS silver_cents,
    COUNT(CASE WHEN in_gold <> in_silver OR gold_cents <> silver_cents THEN 1 END) AS different
  FROM each_click
),
event_types AS (
  SELECT SUM(in_minutes) AS in_minutes, SUM(in_silver) AS in_silver
  FROM (
    SELECT event_type, events AS in_minutes, CAST(0 AS BIGINT) AS in_silver
    FROM gold.minute_activity
    UNION ALL
    SELECT event_type, CAST(0 AS BIGINT) AS in_minutes, CAST(1 AS BIGINT) AS in_silver
    FROM silver.events
  ) AS stored
  GROUP BY event_type
),
minutes AS (
  SELECT
    COALESCE(SUM(in_minutes), 0) AS in_minutes,
    COALESCE(SUM(in_silver), 0) AS in_silver,
    COUNT(CASE WHEN in_minutes <> in_silver THEN 1 END) AS different
  FROM event_types
)
SELECT line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM funnel CROSS JOIN clicks CROSS JOIN minutes
CROSS JOIN UNNEST(ARRAY[
  ROW('4a', 'gold.fact_funnel = silver.sessions',
    CAST(funnel.in_funnel AS DECIMAL(38, 0)), CAST(funnel.in_silver AS DECIMAL(38, 0))),
  ROW('4b', 'sessions that are not once in gold.fact_funnel and in silver.sessions = 0',
    CAST(funnel.different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0))),
  ROW('4c', 'gold.fact_affiliate_clicks = affiliate clicks of silver.events',
    CAST(clicks.in_gold AS DECIMAL(38, 0)), CAST(clicks.in_silver AS DECIMAL(38, 0))),
  ROW('4d', 'cents of gold.fact_affiliate_clicks = cents of silver.events',
    clicks.gold_cents, clicks.silver_cents),
  ROW('4e', 'clicks that differ between gold.fact_affiliate_clicks and silver.events = 0',
    CAST(clicks.different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0))),
  ROW('4f', 'events of gold.minute_activity = silver.events',
    CAST(minutes.in_minutes AS DECIMAL(38, 0)), CAST(minutes.in_silver AS DECIMAL(38, 0))),
  ROW('4g', 'event types whose count differs in gold.minute_activity = 0',
    CAST(minutes.different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
