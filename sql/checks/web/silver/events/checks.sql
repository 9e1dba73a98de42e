-- Checks of silver.events; each query gives the rows that should not be.

-- #fail unique: event_id is unique within its session key
SELECT session_key, event_id, COUNT(*) AS found
FROM (
  SELECT
    COALESCE(CONCAT('s:', session_id), CONCAT('u:', user_id_hash), 'e:') AS session_key,
    event_id
  FROM silver.events
) AS events
GROUP BY session_key, event_id
HAVING COUNT(*) > 1;

-- #fail complete: what every event has is never null
SELECT event_id, event_type, ts, arrival_ts, clock_skewed
FROM silver.events
WHERE event_id IS NULL OR event_type IS NULL OR ts IS NULL OR arrival_ts IS NULL
  OR clock_skewed IS NULL;

-- #fail event-type: the event type is one of the contract's
SELECT event_id, event_type
FROM silver.events
WHERE event_type NOT IN ('page_view', 'chart_interaction', 'affiliate_click');

-- #fail chart-action: an action of a chart is one of the contract's
SELECT event_id, event_type, chart_action
FROM silver.events
WHERE chart_action NOT IN ('toggle', 'sort', 'filter', 'compare_expand', 'compare_collapse');

-- #fail payout-range: a payout is not negative and at most 10^12
SELECT event_id, event_type, payout_cents
FROM silver.events
WHERE payout_cents < 0 OR payout_cents > 1000000000000;

-- #fail partition: event_dt and event_hour are those of the event time
SELECT event_id, event_ts, event_dt, event_hour
FROM (
  SELECT
    event_id,
    CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS event_ts,
    event_dt,
    event_hour
  FROM silver.events
) AS events
WHERE event_dt IS NULL OR event_hour IS NULL OR event_dt <> CAST(event_ts AS DATE)
  OR CAST(event_hour AS INTEGER) <> EXTRACT(HOUR FROM event_ts);

-- #fail no-empty-text: empty strings are null
SELECT event_id, session_id, user_id_hash
FROM silver.events
WHERE session_id = '' OR user_id_hash = '' OR geo_country = '' OR ab_variant = '' OR page_url = ''
  OR chart_control_id = '' OR affiliate_target = '';

-- #fail in-session: an event without session and user is in no session
SELECT event_id, event_type
FROM silver.events
WHERE in_session AND session_id IS NULL AND user_id_hash IS NULL;

-- #fail from-bronze: every event came from bronze
SELECT s.event_id, s.event_type, s.arrival_ts
FROM silver.events AS s
LEFT JOIN (SELECT DISTINCT LOWER(event_id) AS event_id FROM bronze.events) AS b
  ON s.event_id = b.event_id
WHERE s.event_id IS NOT NULL AND b.event_id IS NULL;

-- #warn one-user: a session has one user; several are strangers whose producer has given them one id
SELECT session_id, COUNT(DISTINCT user_id_hash) AS users, COUNT(*) AS events
FROM silver.events
WHERE session_id IS NOT NULL
GROUP BY session_id
HAVING COUNT(DISTINCT user_id_hash) > 1;

-- #warn identified: at most 5 percent of a day's events belong to no session and no user
SELECT event_dt, COUNT(*) FILTER (WHERE session_id IS NULL AND user_id_hash IS NULL) AS nobodys,
  COUNT(*) AS events
FROM silver.events
WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY event_dt
HAVING 20 * COUNT(*) FILTER (WHERE session_id IS NULL AND user_id_hash IS NULL) > COUNT(*);

-- #warn fresh: the newest event arrived within the last hour
SELECT MAX(arrival_ts) AS newest_ts
FROM silver.events
HAVING COALESCE(MAX(arrival_ts) < LOCALTIMESTAMP - INTERVAL '1' HOUR, TRUE);

-- #warn volume: yesterday brought between half and twice the events of a mean day of the week before
SELECT of_day, of_week
FROM (
  SELECT
    COUNT(*) FILTER (WHERE event_dt = CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_day,
    COUNT(*) FILTER (WHERE event_dt < CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_week
  FROM silver.events
  WHERE event_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '8' DAY
    AND event_dt < CAST(LOCALTIMESTAMP AS DATE)
) AS volumes
WHERE 14 * of_day < of_week OR 7 * of_day > 2 * of_week;
