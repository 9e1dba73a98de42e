-- How far each session came, one flat row for each: the funnel for tools without arrays.
-- segments_text is null without a segment; where they could not be looked up, segments_resolved is false.
-- furthest_step is the last step of visited, saw_comparison, interacted_chart, clicked_affiliate.
CREATE OR REPLACE VIEW gold.v_sessions_funnel AS
SELECT
  session_id,
  user_id_hash,
  session_start_ts,
  saw_comparison,
  interacted_chart,
  clicked_affiliate,
  CASE
    WHEN clicked_affiliate THEN 'clicked_affiliate'
    WHEN interacted_chart THEN 'interacted_chart'
    WHEN saw_comparison THEN 'saw_comparison'
    ELSE 'visited'
  END AS furthest_step,
  affiliate_target,
  payout_cents,
  NULLIF(segments_text, '') AS segments_text,
  segments_resolved,
  ab_variant,
  geo_country,
  event_dt
FROM gold.fact_funnel
