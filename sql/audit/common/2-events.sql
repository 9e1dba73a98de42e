-- Line 2 of the balance sheet: silver.events is bronze.events without its duplicates.
-- An event is known by its event id within its session key: the session, without one the user,
-- with neither the event id alone.
-- The parameters in braces are where a family's bronze has them, in the family web b."session".session_id and
-- b."user".user_id_hash; of a family whose bronze has items that are no events ${events_only} is WHERE b.kind = 'event',
-- of others empty.
-- @day bronze.events ingest_dt
-- @day silver.events arrival_ts
-- @day ops.record_counts arrival_minute
-- @look silver.events 2d
-- An event counts on the arrival day of its row in silver.events, the last of several; one that has none
-- on that of its last record. Each is of one day only, so the whole is the sum of its days. For the days
-- by themselves silver.events is looked through where the events of these days can be: in their own days
-- and on the arrival days next to these. An event id that comes back on other days of both is not seen.
WITH events AS (
  SELECT
    COALESCE(MAX(silver_day), MAX(arrival_day)) AS arrival_day,
    SUM(in_bronze) AS in_bronze,
    SUM(in_silver) AS in_silver
  FROM (
    SELECT
      CASE
        WHEN ${session_id} <> '' THEN CONCAT('s:', ${session_id})
        WHEN ${user_id_hash} <> '' THEN CONCAT('u:', ${user_id_hash})
        ELSE 'e:'
      END AS session_key,
      LOWER(event_id) AS event_id,
      ingest_dt AS arrival_day, NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS silver_day,
      CAST(1 AS BIGINT) AS in_bronze, CAST(0 AS BIGINT) AS in_silver
    FROM bronze.events AS b${events_only}
    UNION ALL
    SELECT
      CASE
        WHEN session_id <> '' THEN CONCAT('s:', session_id)
        WHEN user_id_hash <> '' THEN CONCAT('u:', user_id_hash)
        ELSE 'e:'
      END AS session_key,
      LOWER(event_id) AS event_id,
      CAST(arrival_ts AS DATE) AS arrival_day, CAST(arrival_ts AS DATE) AS silver_day,
      CAST(0 AS BIGINT) AS in_bronze, CAST(1 AS BIGINT) AS in_silver
    FROM silver.events
  ) AS stored
  GROUP BY session_key, event_id
),
shares AS (
  SELECT arrival_day,
    COUNT(CASE WHEN in_bronze > 0 THEN 1 END) AS in_bronze,
    SUM(in_silver) AS in_silver,
    COUNT(CASE WHEN in_silver = 0 THEN 1 END) AS missing,
    COUNT(CASE WHEN in_bronze = 0 THEN 1 END) AS invented,
    SUM(CASE WHEN in_silver > 1 THEN in_silver - 1 ELSE 0 END) AS repeated,
    CAST(0 AS BIGINT) AS distinct_events
  FROM events
  GROUP BY arrival_day
  UNION ALL
  SELECT CAST(arrival_minute AS DATE), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), SUM(records)
  FROM ops.record_counts
  WHERE outcome = 'silver'
  GROUP BY CAST(arrival_minute AS DATE)
  UNION ALL
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01'), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
),
found AS (
  SELECT arrival_day,
    SUM(in_bronze) AS in_bronze,
    SUM(in_silver) AS in_silver,
    SUM(missing) AS missing,
    SUM(invented) AS invented,
    SUM(repeated) AS repeated,
    SUM(distinct_events) AS distinct_events
  FROM shares
  GROUP BY arrival_day
)
SELECT arrival_day, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM found
CROSS JOIN UNNEST(ARRAY[
  ROW('2a', 'distinct events of bronze.events = silver.events',
    in_bronze, in_silver),
  ROW('2b', 'events of bronze.events that are not in silver.events = 0',
    missing, CAST(0 AS BIGINT)),
  ROW('2c', 'events of silver.events that are not in bronze.events = 0',
    invented, CAST(0 AS BIGINT)),
  ROW('2d', 'events more than once in silver.events = 0',
    repeated, CAST(0 AS BIGINT)),
  ROW('2e', 'events counted as distinct = silver.events',
    distinct_events, in_silver)
]) AS lines (line, equation, left_side, right_side)
