-- The funnel by day and segment at the session's start: a session counts in each of its segments.
-- Numbers may be added up over days, not over segments.
CREATE OR REPLACE VIEW gold.v_daily_segments AS
SELECT
  event_dt,
  segment_key,
  segments_resolved,
  COUNT(*) AS sessions,
  COUNT(*) FILTER (WHERE saw_comparison) AS saw_comparison,
  COUNT(*) FILTER (WHERE interacted_chart) AS interacted_chart,
  COUNT(*) FILTER (WHERE clicked_affiliate) AS clicked_affiliate,
  SUM(CAST(payout_cents AS DECIMAL(38, 0))) AS payout_cents
FROM gold.v_session_segments
GROUP BY event_dt, segment_key, segments_resolved
