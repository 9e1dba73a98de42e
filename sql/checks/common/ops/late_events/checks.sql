-- Checks of ops.late_events; each query gives the rows that should not be.

-- #fail complete: what a rebuild needs is never null
SELECT event_id, event_dt, arrival_ts, watermark_ts
FROM ops.late_events
WHERE event_id IS NULL OR event_dt IS NULL OR arrival_ts IS NULL OR watermark_ts IS NULL;

-- #fail from-events: every late event is in silver
SELECT l.event_id, l.event_dt, l.arrival_ts
FROM ops.late_events AS l
LEFT JOIN (SELECT DISTINCT event_id FROM silver.events) AS e ON l.event_id = e.event_id
WHERE l.event_id IS NOT NULL AND e.event_id IS NULL;

-- #warn few: fewer than 1 event in 1,000 of the last week waits for a rebuild
SELECT late, events
FROM (
  SELECT COUNT(*) AS late
  FROM ops.late_events
  WHERE arrival_ts >= LOCALTIMESTAMP - INTERVAL '7' DAY
) AS l
CROSS JOIN (
  SELECT COUNT(*) AS events
  FROM silver.events
  WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
) AS e
WHERE 1000 * late > events;
