-- Checks of gold.fact_video_engagement; each query gives the rows that should not be.

-- #fail unique: a session and video have one row
SELECT session_id, video_id, event_dt, COUNT(*) AS found
FROM gold.fact_video_engagement
GROUP BY session_id, video_id, event_dt
HAVING COUNT(*) > 1;

-- #fail complete: what every view has is never null
SELECT session_id, video_id, first_ts
FROM gold.fact_video_engagement
WHERE session_id IS NULL OR video_id IS NULL OR first_ts IS NULL OR last_ts IS NULL
  OR plays IS NULL OR pauses IS NULL OR seeks IS NULL OR completes IS NULL OR errors IS NULL
  OR played_seconds IS NULL OR content_seconds IS NULL OR unique_seconds IS NULL
  OR furthest_position IS NULL OR completed IS NULL OR estimated IS NULL OR revision IS NULL;

-- #fail watched: what is unique is not more than what was played, nor than the video
SELECT session_id, video_id, content_seconds, unique_seconds, duration, completion
FROM gold.fact_video_engagement
WHERE unique_seconds > content_seconds OR unique_seconds > duration
  OR furthest_position > duration OR completion < 0 OR completion > 1
  OR played_seconds < 0 OR unique_seconds < 0;

-- #fail ends: what was completed has told its end, and only what was played can be estimated
SELECT session_id, video_id, completes, completed, plays, estimated
FROM gold.fact_video_engagement
WHERE completed <> (completes > 0) OR (estimated AND plays = 0)
  OR (plays = 0 AND content_seconds > 0);

-- #fail partition: event_dt is the day of its session, view_dt that of the first event
SELECT f.session_id, f.video_id, f.first_ts, f.view_dt, f.event_dt
FROM gold.fact_video_engagement AS f
LEFT JOIN silver.sessions AS s ON f.session_id = s.session_id AND f.event_dt = s.event_dt
WHERE s.session_id IS NULL OR f.view_dt IS NULL OR f.view_dt <> CAST(f.first_ts AS DATE);

-- #warn estimated: at most half of a day's views are left without an end
SELECT event_dt, COUNT(*) FILTER (WHERE estimated) AS estimated, COUNT(*) AS views
FROM gold.fact_video_engagement
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 2 * COUNT(*) FILTER (WHERE estimated) > COUNT(*);
