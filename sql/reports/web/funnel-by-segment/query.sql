-- How far sessions come, by segment of the user at the session's start.
SELECT
  segment_key,
  COUNT(*) AS sessions,
  COUNT(*) FILTER (WHERE saw_comparison) AS saw_comparison,
  COUNT(*) FILTER (WHERE interacted_chart) AS interacted_chart,
  COUNT(*) FILTER (WHERE clicked_affiliate) AS clicked_affiliate,
  CAST(1E2 * COUNT(*) FILTER (WHERE saw_comparison) / COUNT(*) AS DECIMAL(5, 2)) AS saw_percent,
  CAST(1E2 * COUNT(*) FILTER (WHERE interacted_chart) / COUNT(*) AS DECIMAL(5, 2))
    AS interacted_percent,
  CAST(1E2 * COUNT(*) FILTER (WHERE clicked_affiliate) / COUNT(*) AS DECIMAL(5, 2))
    AS clicked_percent,
  CAST(SUM(CAST(payout_cents AS DECIMAL(38, 0))) * 0.01 AS DECIMAL(38, 2)) AS payout,
  segments_resolved
FROM gold.v_session_segments
GROUP BY segment_key, segments_resolved
ORDER BY segment_key NULLS LAST, segments_resolved
