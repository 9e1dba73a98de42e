-- Checks of silver.sessions; each query gives the rows that should not be.

-- #fail unique: a session has one row for a day
SELECT session_id, event_dt, COUNT(*) AS found
FROM silver.sessions
GROUP BY session_id, event_dt
HAVING COUNT(*) > 1;

-- #fail complete: what every session has is never null
SELECT session_id, session_start_ts, session_end_ts, events, truncated, revision
FROM silver.sessions
WHERE session_id IS NULL OR session_start_ts IS NULL OR session_end_ts IS NULL OR events IS NULL
  OR truncated IS NULL OR revision IS NULL OR pageviews IS NULL OR chart_interactions IS NULL
  OR affiliate_clicks IS NULL;

-- #fail times: a session ends at its start or later
SELECT session_id, session_start_ts, session_end_ts
FROM silver.sessions
WHERE session_end_ts < session_start_ts;

-- #fail counts: a session has events, and they are its views, interactions and clicks
SELECT session_id, events, pageviews, chart_interactions, affiliate_clicks
FROM silver.sessions
WHERE events < 1 OR pageviews < 0 OR chart_interactions < 0 OR affiliate_clicks < 0
  OR events <> pageviews + chart_interactions + affiliate_clicks;

-- #fail partition: event_dt is the day of the start
SELECT session_id, session_start_ts, event_dt
FROM silver.sessions
WHERE event_dt IS NULL OR event_dt <> CAST(session_start_ts AS DATE);

-- #fail from-events: a session whose id was sent has events
SELECT s.session_id, s.event_dt, s.events
FROM silver.sessions AS s
LEFT JOIN (SELECT DISTINCT session_id FROM silver.events) AS e ON s.session_id = e.session_id
WHERE e.session_id IS NULL
  AND NOT COALESCE(s.id_derived, s.session_id LIKE 'u-________-____-____-____-____________');

-- #warn bounded: at most 1 percent of a day's sessions are cut at their bound
SELECT event_dt, COUNT(*) FILTER (WHERE truncated) AS cut_off, COUNT(*) AS sessions
FROM silver.sessions
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 100 * COUNT(*) FILTER (WHERE truncated) > COUNT(*);

-- #warn corrected: at most a fifth of a day's sessions were corrected by late events
SELECT event_dt, COUNT(*) FILTER (WHERE revision > 0) AS corrected, COUNT(*) AS sessions
FROM silver.sessions
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 5 * COUNT(*) FILTER (WHERE revision > 0) > COUNT(*);

-- #warn fresh: a session ended within the last three hours
SELECT MAX(session_end_ts) AS newest_ts
FROM silver.sessions
HAVING COALESCE(MAX(session_end_ts) < LOCALTIMESTAMP - INTERVAL '3' HOUR, TRUE);

-- #warn volume: yesterday had between half and twice the sessions of a mean day of the week before
SELECT of_day, of_week
FROM (
  SELECT
    COUNT(*) FILTER (WHERE event_dt = CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_day,
    COUNT(*) FILTER (WHERE event_dt < CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_week
  FROM silver.sessions
  WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '8' DAY
    AND event_dt < CAST(LOCALTIMESTAMP AS DATE)
) AS volumes
WHERE 14 * of_day < of_week OR 7 * of_day > 2 * of_week;
