-- Checks of gold.minute_activity, whose rows are summed; each query gives the rows that should not be.

-- #fail complete: what every row has is never null
SELECT event_dt, event_type, events, payout_cents
FROM gold.minute_activity
WHERE "minute" IS NULL OR event_type IS NULL OR events IS NULL OR payout_cents IS NULL;

-- #fail minute: a minute is a whole one of its day
SELECT "minute" AS minute_ts, event_dt
FROM gold.minute_activity
WHERE "minute" <> date_trunc('minute', "minute") OR event_dt <> CAST("minute" AS DATE)
  OR event_dt IS NULL;

-- #fail sums: no sum of a minute is negative
SELECT
  "minute" AS minute_ts, event_type, geo_country, ab_variant,
  SUM(events) AS events, SUM(CAST(payout_cents AS DECIMAL(38, 0))) AS payout_cents
FROM gold.minute_activity
GROUP BY "minute", event_type, geo_country, ab_variant
HAVING SUM(events) < 0 OR SUM(CAST(payout_cents AS DECIMAL(38, 0))) < 0;

-- #fail agrees-with-events: the sums of a day are the events and the payout of silver.events
SELECT event_dt, event_type, SUM(events) AS too_many, SUM(payout_cents) AS cents_too_many
FROM (
  SELECT event_dt, event_type, events, CAST(payout_cents AS DECIMAL(38, 0)) AS payout_cents
  FROM gold.minute_activity
  UNION ALL
  SELECT
    event_dt, event_type, -COUNT(*) AS events,
    -SUM(CAST(COALESCE(payout_cents, 0) AS DECIMAL(38, 0))) AS payout_cents
  FROM silver.events
  GROUP BY event_dt, event_type
) AS differences
GROUP BY event_dt, event_type
HAVING SUM(events) <> 0 OR SUM(payout_cents) <> 0;
