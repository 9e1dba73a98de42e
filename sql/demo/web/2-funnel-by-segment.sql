-- Funnel by segment
-- How far sessions come, by segment of the user at the session's start; a session counts in each
-- of its segments. Without a segment it is null; where they could not be looked up, segments_resolved is false.
SELECT
  NULLIF(segment, '') AS segment,
  COUNT(*) AS sessions,
  SUM(CASE WHEN saw_comparison THEN 1 ELSE 0 END) AS saw_comparison,
  SUM(CASE WHEN interacted_chart THEN 1 ELSE 0 END) AS interacted,
  SUM(CASE WHEN clicked_affiliate THEN 1 ELSE 0 END) AS clicked,
  CAST(1E2 * SUM(CASE WHEN clicked_affiliate THEN 1 ELSE 0 END) / COUNT(*) AS DECIMAL(5, 2))
    AS clicked_percent,
  CAST(SUM(CAST(payout_cents AS DECIMAL(38, 0))) * 0.01 AS DECIMAL(38, 2)) AS payout,
  segments_resolved
FROM gold.fact_funnel LEFT JOIN UNNEST(segments) AS s (segment) ON TRUE
GROUP BY NULLIF(segment, ''), segments_resolved
ORDER BY segment NULLS LAST, segments_resolved
