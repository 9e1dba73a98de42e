-- Checks of gold.fact_funnel; each query gives the rows that should not be.

-- #fail unique: a session has one row for a day
SELECT session_id, event_dt, COUNT(*) AS found
FROM gold.fact_funnel
GROUP BY session_id, event_dt
HAVING COUNT(*) > 1;

-- #fail complete: what every session has is never null
SELECT session_id, session_start_ts, saw_comparison, interacted_chart, clicked_affiliate
FROM gold.fact_funnel
WHERE session_id IS NULL OR session_start_ts IS NULL OR saw_comparison IS NULL
  OR interacted_chart IS NULL OR clicked_affiliate IS NULL OR payout_cents IS NULL
  OR segments_resolved IS NULL;

-- #fail payout: payout is not negative, and there is none without a click
SELECT session_id, clicked_affiliate, payout_cents
FROM gold.fact_funnel
WHERE payout_cents < 0 OR (payout_cents > 0 AND NOT clicked_affiliate);

-- #fail partition: event_dt is the day of the start
SELECT session_id, session_start_ts, event_dt
FROM gold.fact_funnel
WHERE event_dt IS NULL OR event_dt <> CAST(session_start_ts AS DATE);

-- #fail segments: segments are known exactly where they were resolved
SELECT session_id, segments_resolved, segments_text
FROM gold.fact_funnel
WHERE segments_resolved <> (segments IS NOT NULL);

-- #fail agrees-with-sessions: every session is there, with the steps that it took
SELECT s.session_id, s.event_dt, f.interacted_chart, f.clicked_affiliate
FROM silver.sessions AS s
LEFT JOIN gold.fact_funnel AS f ON s.session_id = f.session_id AND s.event_dt = f.event_dt
WHERE f.session_id IS NULL
  OR f.interacted_chart <> (s.chart_interactions > 0)
  OR f.clicked_affiliate <> (s.affiliate_clicks > 0)
  OR f.session_start_ts <> s.session_start_ts;

-- #fail of-a-session: every row is of a session
SELECT f.session_id, f.event_dt
FROM gold.fact_funnel AS f
LEFT JOIN silver.sessions AS s ON f.session_id = s.session_id AND f.event_dt = s.event_dt
WHERE f.session_id IS NOT NULL AND s.session_id IS NULL;

-- #warn resolved: at most 1 percent of a day's sessions have segments that could not be looked up
SELECT event_dt, COUNT(*) FILTER (WHERE NOT segments_resolved) AS unresolved, COUNT(*) AS sessions
FROM gold.fact_funnel
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 100 * COUNT(*) FILTER (WHERE NOT segments_resolved) > COUNT(*);
