-- How far each session came, one flat row for each: the funnel for tools without arrays.
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
  CASE
    WHEN NOT segments_resolved THEN '(unknown)'
    WHEN segments_text IS NULL OR segments_text = '' THEN '(none)'
    ELSE segments_text
  END AS segments_text,
  COALESCE(ab_variant, '(none)') AS ab_variant,
  COALESCE(geo_country, '(none)') AS geo_country,
  event_dt
FROM gold.fact_funnel
