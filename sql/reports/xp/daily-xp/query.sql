-- What students earned on each day of their schools.
SELECT
  local_dt,
  COUNT(*) AS students,
  SUM(xp) AS xp,
  SUM(earnings) AS earnings,
  SUM(void_earnings) AS void_earnings,
  SUM(doubtful_earnings) AS doubtful_earnings
FROM gold.agg_daily_xp
GROUP BY local_dt
ORDER BY local_dt
