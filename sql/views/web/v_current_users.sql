-- Every user who had a session, one row for each: first and last seen, sessions, clicks, payout.
CREATE OR REPLACE VIEW gold.v_current_users AS
SELECT
  user_id_hash,
  MIN(session_start_ts) AS first_session_ts,
  MAX(session_start_ts) AS last_session_ts,
  COUNT(*) AS sessions,
  COUNT(*) FILTER (WHERE clicked_affiliate) AS sessions_with_click,
  SUM(CAST(payout_cents AS DECIMAL(38, 0))) AS payout_cents
FROM gold.fact_funnel
WHERE user_id_hash IS NOT NULL
GROUP BY user_id_hash
