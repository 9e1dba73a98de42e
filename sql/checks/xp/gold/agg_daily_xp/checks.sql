-- Checks of gold.agg_daily_xp; each query gives the rows that should not be.

-- #fail unique: a student has one row a day
SELECT student_id, local_dt, COUNT(*) AS found
FROM gold.agg_daily_xp
GROUP BY student_id, local_dt
HAVING COUNT(*) > 1;

-- #fail facts: a day says what its earnings say
SELECT student_id, local_dt, SUM(xp) AS difference
FROM (
  SELECT student_id, local_dt, xp, earnings + void_earnings AS facts FROM gold.agg_daily_xp
  UNION ALL
  SELECT student_id, local_dt, -xp, CAST(-1 AS BIGINT) FROM gold.fact_xp
) AS sides
GROUP BY student_id, local_dt
HAVING SUM(xp) <> 0 OR SUM(facts) <> 0;
