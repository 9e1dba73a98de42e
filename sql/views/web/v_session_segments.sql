-- One row for each session and segment of its user at its start: a session counts in each of them.
-- A session without a segment has one row with null, and so has one whose segments could not be looked
-- up, but with segments_resolved false.
CREATE OR REPLACE VIEW gold.v_session_segments AS
SELECT
  f.session_id,
  NULLIF(s.segment, '') AS segment_key,
  f.segments_resolved,
  f.saw_comparison,
  f.interacted_chart,
  f.clicked_affiliate,
  f.payout_cents,
  f.ab_variant,
  f.geo_country,
  f.event_dt
FROM gold.fact_funnel AS f LEFT JOIN UNNEST(f.segments) AS s (segment) ON TRUE
