-- Checks of silver.events; each query gives the rows that should not be.

-- #fail unique: an event has one row within its session
SELECT session_id, user_id_hash, event_id, COUNT(*) AS found
FROM silver.events
GROUP BY session_id, user_id_hash, event_id
HAVING COUNT(*) > 1;

-- #fail complete: what every event has is never null
SELECT event_id, event_type, ts, arrival_ts
FROM silver.events
WHERE event_id IS NULL OR id IS NULL OR event_type IS NULL OR ts IS NULL OR arrival_ts IS NULL
  OR clock_skewed IS NULL OR in_session IS NULL;

-- #fail types: an event is of a type of the contract, and has what that requires
SELECT event_id, event_type, page_url, video_id, "action", "position", duration
FROM silver.events
WHERE event_type NOT IN ('page_view', 'video_event')
  OR (event_type = 'page_view' AND page_url IS NULL)
  OR (event_type = 'video_event'
    AND (video_id IS NULL OR "action" IS NULL OR "position" IS NULL OR duration IS NULL));

-- #fail ranges: no place before the start, no video without length, no speed that no player has
SELECT event_id, "position", duration, playback_rate, time_on_page
FROM silver.events
WHERE "position" < 0 OR duration <= 0 OR time_on_page < 0
  OR (playback_rate <> 0 AND (playback_rate < 0.0625E0 OR playback_rate > 16));

-- #fail partition: event_dt is the day of the event time
SELECT event_id, ts, arrival_ts, event_dt
FROM silver.events
WHERE event_dt IS NULL
  OR event_dt <> CAST(CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS DATE);
