-- The newest whole days of the lake beside as many before: 28, 7 or 1, the most that it has twice.
-- Its first and last day, which may be parts of days, are left out.
WITH lake AS (
  SELECT
    newest_dt,
    CASE
      WHEN lake_days > 56 THEN 28
      WHEN lake_days > 14 THEN 7
      WHEN lake_days > 2 THEN 1
    END AS whole_days
  FROM (
    SELECT
      MAX(event_dt) AS newest_dt,
      date_diff('day', MIN(event_dt), MAX(event_dt)) AS lake_days
    FROM gold.fact_funnel
  ) AS ends
),
funnel AS (
  SELECT
    periods_back,
    COUNT(*) AS sessions,
    COUNT(DISTINCT user_id_hash) AS users,
    COUNT(*) FILTER (WHERE clicked_affiliate) AS clicked_affiliate,
    COALESCE(SUM(payout_cents), 0) AS payout_cents,
    MIN(event_dt) AS first_dt,
    MAX(event_dt) AS last_dt
  FROM (
    SELECT
      event_dt,
      user_id_hash,
      clicked_affiliate,
      payout_cents,
      (date_diff('day', event_dt, newest_dt) - 1) / whole_days AS periods_back,
      date_diff('day', event_dt, newest_dt) AS days_back
    FROM gold.fact_funnel
    CROSS JOIN lake
  ) AS dated
  WHERE days_back > 0
  GROUP BY periods_back
),
counts AS (
  SELECT
    periods_back,
    SUM(records) FILTER (WHERE outcome = 'read') AS records,
    SUM(records) FILTER (WHERE outcome = 'dead_letter') AS dead_letters
  FROM (
    SELECT
      outcome,
      records,
      (date_diff('day', arrival_dt, newest_dt) - 1) / whole_days AS periods_back,
      date_diff('day', arrival_dt, newest_dt) AS days_back
    FROM gold.v_daily_records
    CROSS JOIN lake
  ) AS dated
  WHERE days_back > 0
  GROUP BY periods_back
)
SELECT
  numbers.periods_back,
  whole_days,
  first_dt,
  last_dt,
  COALESCE(sessions, 0) AS sessions,
  COALESCE(users, 0) AS users,
  COALESCE(clicked_affiliate, 0) AS clicked_affiliate,
  CAST(1E2 * clicked_affiliate / NULLIF(sessions, 0) AS DECIMAL(5, 2)) AS clicked_percent,
  CAST(COALESCE(payout_cents, 0) * 0.01 AS DECIMAL(38, 2)) AS payout,
  CAST(1E-2 * payout_cents / NULLIF(sessions, 0) AS DECIMAL(38, 2)) AS payout_per_session,
  COALESCE(records, 0) AS records,
  COALESCE(dead_letters, 0) AS dead_letters,
  CAST(1E2 * COALESCE(dead_letters, 0) / NULLIF(records, 0) AS DECIMAL(5, 2))
    AS dead_letters_percent
FROM lake
CROSS JOIN (VALUES (0), (1)) AS numbers (periods_back)
LEFT JOIN funnel ON numbers.periods_back = funnel.periods_back
LEFT JOIN counts ON numbers.periods_back = counts.periods_back
WHERE whole_days IS NOT NULL
ORDER BY periods_back
