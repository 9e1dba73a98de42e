-- One row for each session and segment of its user at its start: a session counts in each of them.
-- A session without a segment has one row with (none), one whose lookup failed one with (unknown).
CREATE OR REPLACE VIEW gold.v_session_segments AS
SELECT
  f.session_id,
  CASE
    WHEN NOT f.segments_resolved THEN '(unknown)'
    WHEN s.segment IS NULL OR s.segment = '' THEN '(none)'
    ELSE s.segment
  END AS segment_key,
  f.saw_comparison,
  f.interacted_chart,
  f.clicked_affiliate,
  f.payout_cents,
  COALESCE(f.ab_variant, '(none)') AS ab_variant,
  COALESCE(f.geo_country, '(none)') AS geo_country,
  f.event_dt
FROM gold.fact_funnel AS f LEFT JOIN UNNEST(f.segments) AS s (segment) ON TRUE
