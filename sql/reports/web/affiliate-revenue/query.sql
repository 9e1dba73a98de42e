-- What affiliate clicks earn, by day and target.
SELECT
  event_dt,
  affiliate_target,
  clicks,
  CAST(payout_cents * 0.01 AS DECIMAL(38, 2)) AS payout,
  CAST(1E-2 * payout_cents / clicks AS DECIMAL(38, 2)) AS payout_per_click,
  CAST(1E2 * payout_cents / NULLIF(payout_of_day, 0) AS DECIMAL(5, 2)) AS percent_of_day
FROM (
  SELECT
    event_dt,
    affiliate_target,
    clicks,
    payout_cents,
    SUM(payout_cents) OVER (PARTITION BY event_dt) AS payout_of_day
  FROM gold.v_daily_affiliate
) AS daily
ORDER BY event_dt, affiliate_target NULLS LAST
