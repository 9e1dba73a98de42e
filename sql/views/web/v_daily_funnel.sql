-- The funnel by day, variant and country; all numbers are additive.
CREATE OR REPLACE VIEW gold.v_daily_funnel AS
SELECT
  event_dt,
  ab_variant,
  geo_country,
  COUNT(*) AS sessions,
  COUNT(*) FILTER (WHERE saw_comparison) AS saw_comparison,
  COUNT(*) FILTER (WHERE interacted_chart) AS interacted_chart,
  COUNT(*) FILTER (WHERE clicked_affiliate) AS clicked_affiliate,
  SUM(CAST(payout_cents AS DECIMAL(38, 0))) AS payout_cents
FROM gold.fact_funnel
GROUP BY event_dt, ab_variant, geo_country
