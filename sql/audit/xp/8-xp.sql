-- Line 8 of the balance sheet: XP are counted once, whichever pipeline says them. Figures are in ten-thousandths of an XP.
-- @whole 8a
-- @whole 8b
-- @whole 8c
-- @whole 8d
-- @whole 8e
-- @whole 8f
-- @whole 8g
-- @whole 8h
-- A claim is of another day than its earning may be, and a day of a school is no day of UTC: all are looked at as a whole.
WITH claims AS (
  SELECT
    SUM(CASE WHEN source = 'caliper' THEN claimed_xp END) AS by_events,
    SUM(CASE WHEN source = 'caliper' THEN counted_xp END) AS events_counted,
    SUM(CASE WHEN source = 'caliper' AND role IN ('superseded', 'repeated', 'void')
      THEN claimed_xp - COALESCE(bundled_xp, 0) END) AS events_elsewhere,
    SUM(CASE WHEN source = 'caliper' THEN bundled_xp END) AS events_bundled,
    SUM(CASE WHEN source = 'oneroster' AND role IN ('record', 'bank') THEN claimed_xp END) AS by_results,
    SUM(CASE WHEN source = 'oneroster' THEN counted_xp END) AS results_counted,
    SUM(counted_xp) AS counted,
    COUNT(CASE WHEN role IS NULL THEN 1 END) AS without_role
  FROM silver.xp_claims
),
facts AS (
  SELECT SUM(CASE WHEN status = 'active' THEN xp END) AS xp FROM gold.fact_xp
),
twice AS (
  SELECT COUNT(*) AS earnings_twice
  FROM (
    SELECT student_id, activity_id, attempt, first_event_id
    FROM gold.fact_xp
    GROUP BY student_id, activity_id, attempt, first_event_id
    HAVING COUNT(*) > 1
  ) AS repeated
),
claimed_twice AS (
  SELECT COUNT(*) AS claims_twice
  FROM (
    SELECT source, source_id FROM silver.xp_claims GROUP BY source, source_id HAVING COUNT(*) > 1
  ) AS repeated
),
daily AS (
  SELECT SUM(xp) AS day_xp FROM gold.agg_daily_xp
),
current_results AS (
  SELECT COUNT(*) AS results FROM silver.assessment_results WHERE valid_to IS NULL
),
result_claims AS (
  SELECT COUNT(*) AS claims_of_results FROM silver.xp_claims WHERE source = 'oneroster'
)
SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS of_day, line, equation, left_side, right_side,
  CAST(0 AS BIGINT) AS open_at_most
FROM claims
CROSS JOIN facts
CROSS JOIN twice
CROSS JOIN claimed_twice
CROSS JOIN daily
CROSS JOIN current_results
CROSS JOIN result_claims
CROSS JOIN UNNEST(ARRAY[
  ROW('8a', 'XP of gold.fact_xp = counted XP of silver.xp_claims',
    CAST(COALESCE(xp, 0) * 10000 AS BIGINT), CAST(COALESCE(counted, 0) * 10000 AS BIGINT)),
  ROW('8b', 'earnings more than once in gold.fact_xp = 0', earnings_twice, CAST(0 AS BIGINT)),
  ROW('8c', 'XP that events claim = counted + told by a result or another event + bundled',
    CAST(COALESCE(by_events, 0) * 10000 AS BIGINT),
    CAST((COALESCE(events_counted, 0) + COALESCE(events_elsewhere, 0) + COALESCE(events_bundled, 0)) * 10000 AS BIGINT)),
  ROW('8d', 'XP that results of record claim = counted by results',
    CAST(COALESCE(by_results, 0) * 10000 AS BIGINT), CAST(COALESCE(results_counted, 0) * 10000 AS BIGINT)),
  ROW('8e', 'claims without a role = 0', without_role, CAST(0 AS BIGINT)),
  ROW('8f', 'claims more than once in silver.xp_claims = 0', claims_twice, CAST(0 AS BIGINT)),
  ROW('8g', 'XP of gold.agg_daily_xp = XP of gold.fact_xp',
    CAST(COALESCE(day_xp, 0) * 10000 AS BIGINT), CAST(COALESCE(xp, 0) * 10000 AS BIGINT)),
  ROW('8h', 'current rows of silver.assessment_results = claims of results', results, claims_of_results)
]) AS lines (line, equation, left_side, right_side)
