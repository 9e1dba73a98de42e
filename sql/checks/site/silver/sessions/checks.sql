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
  OR truncated IS NULL OR revision IS NULL OR page_views IS NULL OR video_events IS NULL
  OR video_views IS NULL;

-- #fail times: a session ends at its start or later
SELECT session_id, session_start_ts, session_end_ts
FROM silver.sessions
WHERE session_end_ts < session_start_ts;

-- #fail counts: a session has events, and they are its page views and those of its players
SELECT session_id, events, page_views, video_events, video_views
FROM silver.sessions
WHERE events < 1 OR page_views < 0 OR video_events < 0 OR events <> page_views + video_events
  OR video_views > video_events OR (video_views = 0) <> (video_events = 0);

-- #fail partition: event_dt is the day of the start
SELECT session_id, session_start_ts, event_dt
FROM silver.sessions
WHERE event_dt IS NULL OR event_dt <> CAST(session_start_ts AS DATE);
