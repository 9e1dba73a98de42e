-- Line 4 of the balance sheet: every toy that was built is in gold.
-- @day silver.events event_dt
-- @day gold.fact_toys event_dt
SELECT event_dt, '4a' AS line, 'gold.fact_toys = toys that silver.events has as built' AS equation,
  SUM(in_gold) AS left_side, SUM(in_silver) AS right_side, CAST(0 AS BIGINT) AS open_at_most
FROM (
  SELECT event_dt, CAST(1 AS BIGINT) AS in_gold, CAST(0 AS BIGINT) AS in_silver
  FROM gold.fact_toys
  UNION ALL
  SELECT event_dt, CAST(0 AS BIGINT), CAST(1 AS BIGINT)
  FROM silver.events
  WHERE event_type = 'built'
  UNION ALL
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01'), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
) AS stored
GROUP BY event_dt
