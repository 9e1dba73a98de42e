-- The funnel by day, variant and country; all numbers are additive.
CREATE OR REPLACE VIEW gold.v_daily_funnel AS
SELECT
  event_dt,
  COALESCE(ab_variant, '(none)') AS ab_variant,
  COALESCE(geo_country, '(none)') AS geo_country,
  COUNT(*) AS sessions,
  COUNT(*) FILTER (WHERE saw_comparison) AS saw_comparison,
  COUNT(*) FILTER (WHERE interacted_chart) AS interacted_chart,
  COUNT(*) FILTER (WHERE clicked_affiliate) AS clicked_affiliate,
  SUM(payout_cents) AS payout_cents
FROM gold.fact_funnel
GROUP BY event_dt, COALESCE(ab_variant, '(none)'), COALESCE(geo_country, '(none)')
