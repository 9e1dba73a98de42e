-- Line 2 of the balance sheet: silver.events is bronze.events without its duplicates.
-- An event is known by its event id within its session key: the session, without one the user,
-- with neither the event id alone.
WITH events AS (
  SELECT SUM(in_bronze) AS in_bronze, SUM(in_silver) AS in_silver
  FROM (
    SELECT
      CASE
        WHEN b."session".session_id <> '' THEN CONCAT('s:', b."session".session_id)
        WHEN b."user".user_id_hash <> '' THEN CONCAT('u:', b."user".user_id_hash)
        ELSE 'e:'
      END AS session_key,
      LOWER(event_id) AS event_id,
      CAST(1 AS BIGINT) AS in_bronze, CAST(0 AS BIGINT) AS in_silver
    FROM bronze.events AS b
    UNION ALL
    SELECT
      CASE
        WHEN session_id <> '' THEN CONCAT('s:', session_id)
        WHEN user_id_hash <> '' THEN CONCAT('u:', user_id_hash)
        ELSE 'e:'
      END AS session_key,
      LOWER(event_id) AS event_id,
      CAST(0 AS BIGINT) AS in_bronze, CAST(1 AS BIGINT) AS in_silver
    FROM silver.events
  ) AS stored
  GROUP BY session_key, event_id
),
found AS (
  SELECT
    COUNT(CASE WHEN in_bronze > 0 THEN 1 END) AS in_bronze,
    COALESCE(SUM(in_silver), 0) AS in_silver,
    COUNT(CASE WHEN in_silver = 0 THEN 1 END) AS missing,
    COUNT(CASE WHEN in_bronze = 0 THEN 1 END) AS invented,
    COALESCE(SUM(CASE WHEN in_silver > 1 THEN in_silver - 1 END), 0) AS repeated
  FROM events
),
counted AS (
  SELECT COALESCE(SUM(records), 0) AS distinct_events
  FROM ops.record_counts
  WHERE outcome = 'silver'
)
SELECT line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM found CROSS JOIN counted
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
