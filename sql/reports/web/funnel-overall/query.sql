-- How far all sessions come: those that took each step, whatever steps they took besides.
SELECT
  step,
  CASE step
    WHEN 'visited' THEN sessions
    WHEN 'saw_comparison' THEN saw_comparison
    WHEN 'interacted_chart' THEN interacted_chart
    ELSE clicked_affiliate
  END AS sessions,
  CAST(
    1E2 * CASE step
      WHEN 'visited' THEN sessions
      WHEN 'saw_comparison' THEN saw_comparison
      WHEN 'interacted_chart' THEN interacted_chart
      ELSE clicked_affiliate
    END / sessions AS DECIMAL(5, 2)
  ) AS sessions_percent
FROM (
  SELECT
    SUM(sessions) AS sessions,
    SUM(saw_comparison) AS saw_comparison,
    SUM(interacted_chart) AS interacted_chart,
    SUM(clicked_affiliate) AS clicked_affiliate
  FROM gold.v_daily_funnel
) AS funnel
CROSS JOIN (
  VALUES (1, 'visited'), (2, 'saw_comparison'), (3, 'interacted_chart'), (4, 'clicked_affiliate')
) AS steps (step_number, step)
WHERE sessions > 0
ORDER BY step_number
