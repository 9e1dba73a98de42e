-- Checks of bronze.events; each query gives the rows that should not be.

-- #fail record-unique: an event of a record of the stream is there once
SELECT shard_id, sequence_number, sub_sequence_number, COALESCE(event_index, 0) AS event_index,
  event_id, COUNT(*) AS found
FROM bronze.events
GROUP BY shard_id, sequence_number, sub_sequence_number, COALESCE(event_index, 0), event_id
HAVING COUNT(*) > 1;

-- #fail complete: what the lake adds or requires is never null
SELECT shard_id, sequence_number, event_id, event_type, ts, arrival_ts, clock_skewed
FROM bronze.events
WHERE event_id IS NULL OR event_type IS NULL OR ts IS NULL OR arrival_ts IS NULL
  OR shard_id IS NULL OR sequence_number IS NULL OR sub_sequence_number IS NULL
  OR clock_skewed IS NULL;

-- #fail event-type: the event type is one of the contract's
SELECT shard_id, sequence_number, event_id, event_type
FROM bronze.events
WHERE event_type NOT IN ('page_view', 'chart_interaction', 'affiliate_click');

-- #fail partition: ingest_dt and hour are those of the arrival
SELECT shard_id, sequence_number, event_id, arrival_ts, ingest_dt, "hour" AS ingest_hour
FROM bronze.events
WHERE ingest_dt IS NULL OR "hour" IS NULL OR ingest_dt <> CAST(arrival_ts AS DATE)
  OR CAST("hour" AS INTEGER) <> EXTRACT(HOUR FROM arrival_ts);

-- #fail consent: no event is there without consent to analytics
SELECT b.shard_id, b.sequence_number, b.event_id
FROM bronze.events AS b
WHERE NOT COALESCE(b.privacy.analytics, FALSE);

-- #fail payout-range: a payout is not negative and at most 10^12
SELECT b.shard_id, b.sequence_number, b.event_id, b.affiliate.payout_cents AS payout_cents
FROM bronze.events AS b
WHERE b.affiliate.payout_cents < 0 OR b.affiliate.payout_cents > 1000000000000;

-- #warn same-content: records with one event id are one event; only the first of others is kept in silver
SELECT session_key, event_id, COUNT(*) AS contents
FROM (
  SELECT DISTINCT
    CASE
      WHEN b."session".session_id <> '' THEN CONCAT('s:', b."session".session_id)
      WHEN b."user".user_id_hash <> '' THEN CONCAT('u:', b."user".user_id_hash)
      ELSE 'e:'
    END AS session_key,
    LOWER(b.event_id) AS event_id,
    b.event_type,
    b.ts,
    b."user".user_id_hash AS user_id_hash,
    b.ctx.page_url AS page_url,
    b.ctx.referrer AS referrer,
    b.chart.action AS chart_action,
    b.chart.control_id AS control_id,
    b.chart.control_value AS control_value,
    b.affiliate.link_id AS link_id,
    b.affiliate.target AS link_target,
    b.affiliate.payout_cents AS payout_cents
  FROM bronze.events AS b
) AS contents
GROUP BY session_key, event_id
HAVING COUNT(*) > 1;

-- #warn drift: at most 5 percent of a day's events have properties that the contract does not know
SELECT ingest_dt, COUNT(*) FILTER (WHERE unmapped IS NOT NULL) AS drifted, COUNT(*) AS events
FROM bronze.events
WHERE ingest_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY ingest_dt
HAVING 20 * COUNT(*) FILTER (WHERE unmapped IS NOT NULL) > COUNT(*);

-- #warn skew: at most 5 percent of a day's events come from clocks that are ahead
SELECT ingest_dt, COUNT(*) FILTER (WHERE clock_skewed) AS skewed, COUNT(*) AS events
FROM bronze.events
WHERE ingest_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '7' DAY
GROUP BY ingest_dt
HAVING 20 * COUNT(*) FILTER (WHERE clock_skewed) > COUNT(*);

-- #warn fresh: the newest event arrived within the last hour
SELECT MAX(arrival_ts) AS newest_ts
FROM bronze.events
HAVING COALESCE(MAX(arrival_ts) < LOCALTIMESTAMP - INTERVAL '1' HOUR, TRUE);

-- #warn volume: yesterday brought between half and twice the events of a mean day of the week before
SELECT of_day, of_week
FROM (
  SELECT
    COUNT(*) FILTER (WHERE ingest_dt = CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_day,
    COUNT(*) FILTER (WHERE ingest_dt < CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '1' DAY) AS of_week
  FROM bronze.events
  WHERE ingest_dt >= CAST(LOCALTIMESTAMP AS DATE) - INTERVAL '8' DAY
    AND ingest_dt < CAST(LOCALTIMESTAMP AS DATE)
) AS volumes
WHERE 14 * of_day < of_week OR 7 * of_day > 2 * of_week;
