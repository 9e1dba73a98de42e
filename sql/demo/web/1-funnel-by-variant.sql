-- Funnel by A/B variant
-- How far sessions come, by variant of the A/B experiment.
SELECT
  ab_variant AS variant,
  COUNT(*) AS sessions,
  SUM(CASE WHEN saw_comparison THEN 1 ELSE 0 END) AS saw_comparison,
  SUM(CASE WHEN interacted_chart THEN 1 ELSE 0 END) AS interacted,
  SUM(CASE WHEN clicked_affiliate THEN 1 ELSE 0 END) AS clicked,
  CAST(1E2 * SUM(CASE WHEN clicked_affiliate THEN 1 ELSE 0 END) / COUNT(*) AS DECIMAL(5, 2))
    AS clicked_percent,
  CAST(SUM(CAST(payout_cents AS DECIMAL(38, 0))) * 0.01 AS DECIMAL(38, 2)) AS payout
FROM gold.fact_funnel
GROUP BY ab_variant
ORDER BY variant NULLS LAST
