-- Affiliate clicks and payout by day and target; all numbers are additive.
CREATE OR REPLACE VIEW gold.v_daily_affiliate AS
SELECT
  event_dt,
  affiliate_target,
  COUNT(*) AS clicks,
  SUM(CAST(COALESCE(payout_cents, 0) AS DECIMAL(38, 0))) AS payout_cents
FROM gold.fact_affiliate_clicks
GROUP BY event_dt, affiliate_target
