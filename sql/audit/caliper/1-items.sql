-- Line 1 of the balance sheet: every item of an envelope is an event or a describe in bronze, or a dead letter.
-- A record says how many items it holds, in each of its rows; only dropped ones are in no table, and a record
-- of which all were dropped is in none at all. A dead letter without an index is a record that could not be
-- taken apart, and one item.
-- @day ops.record_counts arrival_minute
-- @day bronze.events ingest_dt
-- @day bronze.dead_letters ingest_dt
-- Everything counts on the day of its arrival: the whole is the sum of its days.
WITH stored AS (
  SELECT ingest_dt AS arrival_day, shard_id, sequence_number, sub_sequence_number, event_index, event_count,
    CASE WHEN kind = 'event' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS events,
    CASE WHEN kind = 'entity' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS describes,
    CAST(0 AS BIGINT) AS letters
  FROM bronze.events
  UNION ALL
  SELECT ingest_dt, shard_id, sequence_number, sub_sequence_number, COALESCE(event_index, 0),
    COALESCE(event_count, 1), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(1 AS BIGINT)
  FROM bronze.dead_letters
  WHERE replayed_ts IS NULL
),
records AS (
  SELECT MIN(arrival_day) AS arrival_day, CAST(MAX(event_count) AS BIGINT) AS items,
    SUM(events) AS events, SUM(describes) AS describes, SUM(letters) AS letters,
    COUNT(DISTINCT event_index) AS found
  FROM stored
  GROUP BY shard_id, sequence_number, sub_sequence_number
),
shares AS (
  SELECT arrival_day, SUM(items) AS items, SUM(events) AS events, SUM(describes) AS describes,
    SUM(letters) AS letters, SUM(CASE WHEN items > found THEN items - found ELSE 0 END) AS lacking,
    CAST(0 AS BIGINT) AS accepted, CAST(0 AS BIGINT) AS counted_events, CAST(0 AS BIGINT) AS dropped
  FROM records
  GROUP BY arrival_day
  UNION ALL
  SELECT CAST(arrival_minute AS DATE), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT),
    SUM(CASE WHEN outcome = 'bronze' THEN records ELSE 0 END),
    SUM(CASE WHEN outcome IN ('silver', 'duplicate') THEN records ELSE 0 END),
    SUM(CASE WHEN outcome = 'no_consent' THEN records ELSE 0 END)
  FROM ops.record_counts
  GROUP BY CAST(arrival_minute AS DATE)
  UNION ALL
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01'), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
),
found AS (
  SELECT arrival_day, SUM(items) AS items, SUM(events) AS events, SUM(describes) AS describes,
    SUM(letters) AS letters, SUM(lacking) AS lacking, SUM(accepted) AS accepted,
    SUM(counted_events) AS counted_events, SUM(dropped) AS dropped
  FROM shares
  GROUP BY arrival_day
)
SELECT arrival_day, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM found
CROSS JOIN UNNEST(ARRAY[
  ROW('1j', 'items of records = events + describes + dead letters + those of them that were dropped',
    items, events + describes + letters + CASE WHEN lacking < dropped THEN lacking ELSE dropped END),
  ROW('1k', 'items counted as distinct events or their duplicates = events of bronze.events',
    counted_events, events),
  ROW('1l', 'items counted as accepted and as no event = describes of bronze.events',
    accepted - counted_events, describes)
]) AS lines (line, equation, left_side, right_side)
