-- Sessions and what they earned, by day.
SELECT
  event_dt,
  SUM(sessions) AS sessions,
  SUM(clicked_affiliate) AS clicked_affiliate,
  CAST(1E2 * SUM(clicked_affiliate) / SUM(sessions) AS DECIMAL(5, 2)) AS clicked_percent,
  CAST(SUM(payout_cents) * 0.01 AS DECIMAL(38, 2)) AS payout,
  CAST(1E-2 * SUM(payout_cents) / SUM(sessions) AS DECIMAL(38, 2)) AS payout_per_session
FROM gold.v_daily_funnel
GROUP BY event_dt
ORDER BY event_dt
