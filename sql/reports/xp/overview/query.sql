-- All days in one row: students, what they earned, and what may be counted twice.
SELECT
  COUNT(DISTINCT student_id) AS students,
  COALESCE(SUM(xp), 0) AS xp,
  COUNT(CASE WHEN status = 'active' THEN 1 END) AS earnings,
  COUNT(CASE WHEN status = 'void' THEN 1 END) AS void_earnings,
  COUNT(CASE WHEN flag IN ('suspected', 'unexplained') THEN 1 END) AS doubtful_earnings,
  COUNT(CASE WHEN flag = 'bundled' THEN 1 END) AS bundled_earnings,
  MIN(local_dt) AS first_dt,
  MAX(local_dt) AS last_dt
FROM gold.fact_xp
