-- Checks of gold.outcomes; each query gives the rows that should not be.

-- #fail unique: a grading has one row of each session key of its event
SELECT o.event_id, o.learner_id, o.ts, COUNT(*) AS found
FROM gold.outcomes AS o
LEFT JOIN (
  SELECT event_id, user_id_hash, ts, COUNT(DISTINCT COALESCE(CONCAT('s:', session_id), '')) AS session_keys
  FROM silver.events
  WHERE event_type = 'GradeEvent'
  GROUP BY event_id, user_id_hash, ts
) AS e
  ON o.event_id = e.event_id AND o.ts = e.ts
    AND COALESCE(o.learner_id, '') = COALESCE(e.user_id_hash, '')
GROUP BY o.event_id, o.learner_id, o.ts
HAVING COUNT(*) > COALESCE(MIN(e.session_keys), 1);

-- #fail complete: a grading has an event and a time
SELECT event_id, ts, event_dt
FROM gold.outcomes
WHERE event_id IS NULL OR ts IS NULL OR event_dt IS NULL;

-- #fail ratio: score_ratio is score_given by score_max, where there are both and it fits
SELECT event_id, score_given, score_max, score_ratio
FROM gold.outcomes
WHERE (score_ratio IS NULL AND ABS(score_given) < 1E11 * ABS(score_max))
  OR (score_ratio IS NOT NULL AND (score_given IS NULL OR NULLIF(score_max, 0) IS NULL))
  OR ABS(score_ratio * score_max - score_given) > 1E-6 * ABS(score_max);

-- #fail from-events: an outcome tells of a grading, on its day
SELECT o.event_id, o.ts, o.event_dt
FROM gold.outcomes AS o
LEFT JOIN (SELECT DISTINCT event_id, event_dt FROM silver.events WHERE event_type = 'GradeEvent') AS e
  ON o.event_id = e.event_id AND o.event_dt = e.event_dt
WHERE e.event_id IS NULL;

-- #warn known: at most a tenth of a day's gradings have no learner or no points
SELECT event_dt, COUNT(*) FILTER (WHERE learner_id IS NULL OR score_given IS NULL) AS unknown_gradings,
  COUNT(*) AS gradings
FROM gold.outcomes
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 10 * COUNT(*) FILTER (WHERE learner_id IS NULL OR score_given IS NULL) > COUNT(*);
