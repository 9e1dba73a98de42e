-- Checks of gold.fact_page_views; each query gives the rows that should not be.

-- #fail unique: a page view has one row
SELECT event_id, session_id, COUNT(*) AS found
FROM gold.fact_page_views
GROUP BY event_id, session_id
HAVING COUNT(*) > 1;

-- #fail complete: what every page view has is never null
SELECT event_id, session_id, ts, view_number
FROM gold.fact_page_views
WHERE event_id IS NULL OR session_id IS NULL OR ts IS NULL OR page_url IS NULL
  OR view_number IS NULL OR is_entry IS NULL OR is_exit IS NULL;

-- #fail time: a time is not negative, and it is known where it comes from
SELECT event_id, seconds_on_page, seconds_sent
FROM gold.fact_page_views
WHERE seconds_on_page < 0 OR (seconds_on_page IS NULL) <> (seconds_sent IS NULL);

-- #fail numbers: page views of a session are counted from 1 without a gap, the first is its entry
SELECT session_id, event_dt, COUNT(*) AS page_views, MAX(view_number) AS last_number
FROM gold.fact_page_views
GROUP BY session_id, event_dt
HAVING MIN(view_number) <> 1 OR MAX(view_number) <> COUNT(*) OR COUNT(DISTINCT view_number) <> COUNT(*)
  OR COUNT(*) FILTER (WHERE is_entry) <> 1 OR COUNT(*) FILTER (WHERE is_exit) <> 1;

-- #fail partition: event_dt is the day of its session, view_dt that of the page view
SELECT f.event_id, f.session_id, f.ts, f.view_dt, f.event_dt
FROM gold.fact_page_views AS f
LEFT JOIN silver.sessions AS s ON f.session_id = s.session_id AND f.event_dt = s.event_dt
WHERE s.session_id IS NULL OR f.view_dt IS NULL OR f.view_dt <> CAST(f.ts AS DATE);
