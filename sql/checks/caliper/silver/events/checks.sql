-- Checks of silver.events; each query gives the rows that should not be.

-- #fail unique: an event has one row within its session, else its learner
SELECT session_key, event_id, COUNT(*) AS found
FROM (
  SELECT
    COALESCE(CONCAT('s:', session_id), CONCAT('u:', user_id_hash), 'e:') AS session_key,
    event_id
  FROM silver.events
) AS events
GROUP BY session_key, event_id
HAVING COUNT(*) > 1;

-- #warn one-key: an event has one session key; with several it has a row of each, and its numbers count as often
SELECT event_id, MIN(id) AS id, MIN(event_type) AS event_type, COUNT(DISTINCT session_key) AS session_keys
FROM (
  SELECT
    COALESCE(CONCAT('s:', session_id), CONCAT('u:', user_id_hash), 'e:') AS session_key,
    event_id, id, event_type
  FROM silver.events
) AS events
GROUP BY event_id
HAVING COUNT(DISTINCT session_key) > 1;

-- #fail complete: what every event has is never null
SELECT event_id, event_type, "action", ts, arrival_ts
FROM silver.events
WHERE event_id IS NULL OR id IS NULL OR event_type IS NULL OR "action" IS NULL OR ts IS NULL
  OR rules IS NULL OR arrival_ts IS NULL OR clock_skewed IS NULL OR in_session IS NULL;

-- #fail learner: who learned is told with where that was found, and a grading tells of no grader
SELECT event_id, event_type, user_id_hash, learner_from
FROM silver.events
WHERE (user_id_hash IS NULL) <> (learner_from IS NULL)
  OR (event_type = 'GradeEvent' AND learner_from IN ('actor', 'session.user'));

-- #fail no-empty-text: empty texts are null
SELECT event_id, session_id, user_id_hash, object_id
FROM silver.events
WHERE session_id = '' OR user_id_hash = '' OR object_id = '' OR actor_id = '' OR group_id = ''
  OR ed_app_id = '' OR course_id = '';

-- #fail in-session: an event without session and learner is in no session
SELECT event_id, event_type
FROM silver.events
WHERE in_session AND session_id IS NULL AND user_id_hash IS NULL;

-- #fail from-bronze: every event came from bronze
SELECT s.event_id, s.event_type, s.arrival_ts
FROM silver.events AS s
LEFT JOIN (SELECT DISTINCT event_id FROM bronze.events WHERE kind = 'event') AS b
  ON s.event_id = b.event_id
WHERE s.event_id IS NOT NULL AND b.event_id IS NULL;

-- #fail partition: event_dt is the day of the event time
SELECT event_id, ts, arrival_ts, event_dt
FROM silver.events
WHERE event_dt IS NULL
  OR event_dt <> CAST(CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS DATE);

-- #warn placeholders: an id of a session is not of three learners and no word for none; name others in caliper.absent-sessions
SELECT session_id, COUNT(DISTINCT user_id_hash) AS learners, COUNT(*) AS events
FROM silver.events
WHERE session_id IS NOT NULL
GROUP BY session_id
HAVING COUNT(DISTINCT user_id_hash) > 2
  OR LOWER(session_id) IN ('none', 'null', 'undefined', 'nan', 'unknown', 'n/a', 'anonymous')
  OR LOWER(session_id) LIKE '%:none' OR LOWER(session_id) LIKE '%/none'
  OR LOWER(session_id) LIKE '%:null' OR LOWER(session_id) LIKE '%/null'
  OR LOWER(session_id) LIKE '%:undefined' OR LOWER(session_id) LIKE '%/undefined'
  OR LOWER(session_id) LIKE '%:unknown' OR LOWER(session_id) LIKE '%/unknown'
  OR LOWER(session_id) LIKE '%auto-attach%' OR LOWER(session_id) LIKE '%placeholder%';

-- #warn identified: at most 5 percent of a day's events belong to no session and no learner
SELECT event_dt, COUNT(*) FILTER (WHERE session_id IS NULL AND user_id_hash IS NULL) AS nobodys,
  COUNT(*) AS events
FROM silver.events
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 20 * COUNT(*) FILTER (WHERE session_id IS NULL AND user_id_hash IS NULL) > COUNT(*);
