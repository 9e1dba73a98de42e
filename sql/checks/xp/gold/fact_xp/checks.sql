-- Checks of gold.fact_xp; each query gives the rows that should not be.

-- #fail unique: an earning has one row
SELECT student_id, activity_id, attempt, first_event_id, COUNT(*) AS found
FROM gold.fact_xp
GROUP BY student_id, activity_id, attempt, first_event_id
HAVING COUNT(*) > 1;

-- #fail complete: an earning has XP, a day and its sources, and a void one 0 XP
SELECT student_id, activity_id, attempt, xp, status, record_source, local_dt, sources_text
FROM gold.fact_xp
WHERE student_id IS NULL OR activity_id IS NULL OR xp IS NULL OR local_dt IS NULL OR earned_ts IS NULL
  OR timezone IS NULL OR sources IS NULL OR sources_text = ''
  OR status IS NULL OR status NOT IN ('active', 'void') OR (status = 'void' AND xp <> 0)
  OR record_source IS NULL OR record_source NOT IN ('caliper', 'oneroster')
  OR COALESCE(flag, 'differs') NOT IN ('bundled', 'suspected', 'unexplained', 'differs');

-- #fail double-counts: in the newest week no event says XP that results may have, too, or that nothing explains
SELECT local_dt, student_id, activity_id, attempt, xp, flag, sources_text
FROM gold.fact_xp
WHERE flag IN ('suspected', 'unexplained')
  AND local_dt > (SELECT MAX(local_dt) FROM gold.fact_xp) - INTERVAL '7' DAY;

-- #warn places: the roster has the school of every student
SELECT student_id, COUNT(*) AS earnings
FROM gold.fact_xp
WHERE school_id IS NULL
GROUP BY student_id;
