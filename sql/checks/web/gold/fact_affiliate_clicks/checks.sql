-- Checks of gold.fact_affiliate_clicks; each query gives the rows that should not be.

-- #fail unique: event_id is unique within its session key
SELECT session_key, event_id, COUNT(*) AS found
FROM (
  SELECT
    COALESCE(CONCAT('s:', session_id), CONCAT('u:', user_id_hash), 'e:') AS session_key,
    event_id
  FROM gold.fact_affiliate_clicks
) AS clicks
GROUP BY session_key, event_id
HAVING COUNT(*) > 1;

-- #fail complete: what every click has is never null
SELECT event_id, ts, event_dt
FROM gold.fact_affiliate_clicks
WHERE event_id IS NULL OR ts IS NULL OR event_dt IS NULL;

-- #fail payout-range: a payout is not negative and at most 10^12
SELECT event_id, affiliate_target, payout_cents
FROM gold.fact_affiliate_clicks
WHERE payout_cents < 0 OR payout_cents > 1000000000000;

-- #fail from-events: every click is an event of silver, with the same payout
SELECT c.event_id, c.event_dt, c.payout_cents
FROM gold.fact_affiliate_clicks AS c
LEFT JOIN (
  SELECT DISTINCT event_id, COALESCE(payout_cents, 0) AS payout_cents
  FROM silver.events
  WHERE event_type = 'affiliate_click'
) AS e ON c.event_id = e.event_id AND COALESCE(c.payout_cents, 0) = e.payout_cents
WHERE c.event_id IS NOT NULL AND e.event_id IS NULL;

-- #warn volume: yesterday had between half and twice the clicks of a mean day of the week before
SELECT of_day, of_week
FROM (
  SELECT
    COUNT(*) FILTER (WHERE event_dt = CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_day,
    COUNT(*) FILTER (WHERE event_dt < CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_week
  FROM gold.fact_affiliate_clicks
  WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '8' DAY
    AND event_dt < CAST(LOCALTIMESTAMP AS DATE)
) AS volumes
WHERE 14 * of_day < of_week OR 7 * of_day > 2 * of_week;
