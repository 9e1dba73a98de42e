-- The lake in one row: sessions, what they earned, and the records that they come from.
SELECT
  sessions,
  users,
  clicked_affiliate,
  CAST(1E2 * clicked_affiliate / NULLIF(sessions, 0) AS DECIMAL(5, 2)) AS clicked_percent,
  CAST(payout_cents * 0.01 AS DECIMAL(38, 2)) AS payout,
  CAST(1E-2 * payout_cents / NULLIF(sessions, 0) AS DECIMAL(38, 2)) AS payout_per_session,
  records,
  dead_letters,
  CAST(1E2 * dead_letters / NULLIF(records, 0) AS DECIMAL(5, 2)) AS dead_letters_percent,
  first_dt,
  last_dt
FROM (
  SELECT
    COUNT(*) AS sessions,
    COUNT(DISTINCT user_id_hash) AS users,
    COUNT(*) FILTER (WHERE clicked_affiliate) AS clicked_affiliate,
    COALESCE(SUM(payout_cents), 0) AS payout_cents,
    MIN(event_dt) AS first_dt,
    MAX(event_dt) AS last_dt
  FROM gold.fact_funnel
) AS funnel
CROSS JOIN (
  SELECT
    COALESCE(SUM(records) FILTER (WHERE outcome = 'read'), 0) AS records,
    COALESCE(SUM(records) FILTER (WHERE outcome = 'dead_letter'), 0) AS dead_letters
  FROM gold.v_daily_records
) AS counts
