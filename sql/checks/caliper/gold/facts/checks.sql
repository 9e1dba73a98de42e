-- Checks of gold.facts; each query gives the rows that should not be.

-- #fail unique: a number that an event reports of a learner has one row of each session key of the event
SELECT f.fact_id, f.learner_id, f.ts, COUNT(*) AS found
FROM gold.facts AS f
LEFT JOIN (
  SELECT event_id, user_id_hash, ts, COUNT(DISTINCT COALESCE(CONCAT('s:', session_id), '')) AS session_keys
  FROM silver.events
  GROUP BY event_id, user_id_hash, ts
) AS e
  ON f.event_id = e.event_id AND f.ts = e.ts
    AND COALESCE(f.learner_id, '') = COALESCE(e.user_id_hash, '')
GROUP BY f.fact_id, f.learner_id, f.ts
HAVING COUNT(*) > COALESCE(MIN(e.session_keys), 1);

-- #fail complete: what every fact has is never null
SELECT fact_id, source, event_id, ts, metric
FROM gold.facts
WHERE fact_id IS NULL OR source IS NULL OR event_id IS NULL OR ts IS NULL OR metric IS NULL
  OR unit IS NULL OR "value" IS NULL OR cumulative IS NULL;

-- #fail from-events: a fact tells of an event, by its id and on its day
SELECT f.fact_id, f.source, f.event_id, f.event_dt
FROM gold.facts AS f
LEFT JOIN (SELECT DISTINCT event_id, id, event_dt FROM silver.events) AS e
  ON f.event_id = e.event_id AND f.event_dt = e.event_dt AND f.source = CONCAT('caliper:event:', e.id)
WHERE e.event_id IS NULL;

-- #warn windows: active time fits into its window and is not negative
SELECT fact_id, started_ts, ended_ts, "value" AS active_seconds
FROM gold.facts
WHERE metric = 'active' AND NOT cumulative
  AND ("value" < 0 OR "value" > date_diff('second', started_ts, ended_ts) + 1);

-- #warn totals: a running total does not go down; who counts anew says another start
SELECT learner_id, ed_app_id, metric, started_ts, ts, "value" AS total, next_total
FROM (
  SELECT learner_id, ed_app_id, metric, started_ts, ts, "value",
    LEAD("value") OVER (
      PARTITION BY learner_id, ed_app_id, metric, started_ts
      ORDER BY COALESCE(ended_ts, ts), "value"
    ) AS next_total
  FROM gold.facts
  WHERE cumulative AND learner_id IS NOT NULL
) AS totals
WHERE next_total < "value";
