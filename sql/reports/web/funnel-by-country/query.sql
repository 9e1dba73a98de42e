-- How far sessions come, by country.
SELECT
  geo_country,
  SUM(sessions) AS sessions,
  SUM(saw_comparison) AS saw_comparison,
  SUM(interacted_chart) AS interacted_chart,
  SUM(clicked_affiliate) AS clicked_affiliate,
  CAST(1E2 * SUM(saw_comparison) / SUM(sessions) AS DECIMAL(5, 2)) AS saw_percent,
  CAST(1E2 * SUM(interacted_chart) / SUM(sessions) AS DECIMAL(5, 2)) AS interacted_percent,
  CAST(1E2 * SUM(clicked_affiliate) / SUM(sessions) AS DECIMAL(5, 2)) AS clicked_percent,
  CAST(SUM(payout_cents) * 0.01 AS DECIMAL(38, 2)) AS payout
FROM gold.v_daily_funnel
GROUP BY geo_country
ORDER BY geo_country NULLS LAST
