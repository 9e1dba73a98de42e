-- Checks of silver.sessions; each query gives the rows that should not be.

-- #fail unique: a session has one row for a day
SELECT session_id, event_dt, COUNT(*) AS found
FROM silver.sessions
GROUP BY session_id, event_dt
HAVING COUNT(*) > 1;

-- #fail complete: what every session has is never null
SELECT session_id, session_start_ts, session_end_ts, events, learners, truncated, revision
FROM silver.sessions
WHERE session_id IS NULL OR session_start_ts IS NULL OR session_end_ts IS NULL OR events IS NULL
  OR learners IS NULL OR navigations IS NULL OR assessments IS NULL OR media IS NULL OR social IS NULL
  OR truncated IS NULL OR revision IS NULL OR id_derived IS NULL;

-- #fail times: a session ends at its start or later
SELECT session_id, session_start_ts, session_end_ts
FROM silver.sessions
WHERE session_end_ts < session_start_ts;

-- #fail counts: a session has events, each of one kind at most
SELECT session_id, events, navigations, assessments, media, social
FROM silver.sessions
WHERE events < 1 OR navigations < 0 OR assessments < 0 OR media < 0 OR social < 0
  OR navigations + assessments + media + social > events;

-- #fail learners: who has learners has a learner, and a session of the lake's own has one
SELECT session_id, user_id_hash, learners, id_derived
FROM silver.sessions
WHERE learners NOT IN (0, 1, 2) OR (learners = 0) <> (user_id_hash IS NULL)
  OR (id_derived AND learners <> 1);

-- #fail partition: event_dt is the day of the start
SELECT session_id, session_start_ts, event_dt
FROM silver.sessions
WHERE event_dt IS NULL OR event_dt <> CAST(session_start_ts AS DATE);

-- #fail from-events: a session whose id was sent has events
SELECT s.session_id, s.event_dt, s.events
FROM silver.sessions AS s
LEFT JOIN (SELECT DISTINCT session_id FROM silver.events) AS e ON s.session_id = e.session_id
WHERE e.session_id IS NULL AND NOT s.id_derived;

-- #warn one-learner: a session is of one learner; several share an id, perhaps a placeholder
SELECT session_id, event_dt, events, learners
FROM silver.sessions
WHERE learners > 1;

-- #warn bounded: at most 1 percent of a day's sessions are cut at their bound
SELECT event_dt, COUNT(*) FILTER (WHERE truncated) AS cut_off, COUNT(*) AS sessions
FROM silver.sessions
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 100 * COUNT(*) FILTER (WHERE truncated) > COUNT(*);
