-- Line 1 of the balance sheet: every record that was read is in exactly one place.
-- Each row of the result is one equation for one day; it holds when both sides are the same.
-- A record is known by shard_id, sequence_number and sub_sequence_number; records that were packed
-- into one and share all three are told apart by their event id. A dead letter that was replayed is the
-- record of a row of bronze.events, and counts as that only.
-- @day ops.record_counts arrival_minute
-- @day bronze.events ingest_dt
-- @day bronze.dead_letters ingest_dt
-- A record counts on the day of its arrival, which is in its row, in its letter and in its count, and the
-- whole is the sum of its days. A record that is stored once more under another day of arrival counts on
-- the first; the days by themselves do not see that.
WITH counted AS (
  SELECT
    CAST(arrival_minute AS DATE) AS arrival_day,
    SUM(CASE WHEN outcome = 'read' THEN records ELSE 0 END) AS records_read,
    SUM(CASE WHEN outcome = 'bronze' THEN records ELSE 0 END) AS accepted,
    SUM(CASE WHEN outcome = 'no_consent' THEN records ELSE 0 END) AS without_consent
  FROM ops.record_counts
  GROUP BY CAST(arrival_minute AS DATE)
),
records AS (
  SELECT
    MIN(arrival_day) AS arrival_day,
    SUM(in_bronze) AS in_bronze,
    SUM(in_letters) AS in_letters,
    SUM(replayed) AS replayed,
    COUNT(event_id) AS event_ids
  FROM (
    SELECT MIN(ingest_dt) AS arrival_day, shard_id, sequence_number, sub_sequence_number, event_id,
      COUNT(*) AS in_bronze, CAST(0 AS BIGINT) AS in_letters, CAST(0 AS BIGINT) AS replayed
    FROM bronze.events
    GROUP BY shard_id, sequence_number, sub_sequence_number, event_id
    UNION ALL
    SELECT MIN(ingest_dt), shard_id, sequence_number, sub_sequence_number,
      CAST(NULL AS VARCHAR) AS event_id,
      CAST(0 AS BIGINT) AS in_bronze,
      COUNT(CASE WHEN replayed_ts IS NULL THEN 1 END) AS in_letters,
      COUNT(replayed_ts) AS replayed
    FROM bronze.dead_letters
    GROUP BY shard_id, sequence_number, sub_sequence_number
  ) AS stored
  GROUP BY shard_id, sequence_number, sub_sequence_number
),
reasons AS (
  SELECT arrival_day, reason
  FROM (
    SELECT CAST(arrival_minute AS DATE) AS arrival_day, reason,
      records AS in_counts, CAST(0 AS BIGINT) AS in_letters
    FROM ops.record_counts
    WHERE outcome = 'dead_letter'
    UNION ALL
    SELECT ingest_dt, reason, CAST(0 AS BIGINT) AS in_counts, CAST(1 AS BIGINT) AS in_letters
    FROM bronze.dead_letters
    WHERE replayed_ts IS NULL
  ) AS letters
  GROUP BY arrival_day, reason
  HAVING SUM(in_counts) <> SUM(in_letters)
),
shares AS (
  SELECT arrival_day, records_read, accepted, without_consent,
    CAST(0 AS BIGINT) AS in_bronze, CAST(0 AS BIGINT) AS in_letters,
    CAST(0 AS BIGINT) AS repeated_in_bronze, CAST(0 AS BIGINT) AS repeated_in_letters,
    CAST(0 AS BIGINT) AS in_both, CAST(0 AS BIGINT) AS replayed_to_nowhere,
    CAST(0 AS BIGINT) AS reasons
  FROM counted
  UNION ALL
  SELECT arrival_day, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    SUM(in_bronze),
    SUM(in_letters),
    SUM(in_bronze - event_ids),
    SUM(CASE WHEN in_letters > 1 THEN in_letters - 1 ELSE 0 END),
    COUNT(CASE WHEN in_bronze > 0 AND in_letters > 0 THEN 1 END),
    COUNT(CASE WHEN in_bronze = 0 AND replayed > 0 THEN 1 END),
    CAST(0 AS BIGINT)
  FROM records
  GROUP BY arrival_day
  UNION ALL
  SELECT arrival_day, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    COUNT(*)
  FROM reasons
  GROUP BY arrival_day
  UNION ALL
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01'), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT)
),
found AS (
  SELECT arrival_day,
    SUM(records_read) AS records_read,
    SUM(accepted) AS accepted,
    SUM(without_consent) AS without_consent,
    SUM(in_bronze) AS in_bronze,
    SUM(in_letters) AS in_letters,
    SUM(repeated_in_bronze) AS repeated_in_bronze,
    SUM(repeated_in_letters) AS repeated_in_letters,
    SUM(in_both) AS in_both,
    SUM(replayed_to_nowhere) AS replayed_to_nowhere,
    SUM(reasons) AS reasons
  FROM shares
  GROUP BY arrival_day
)
SELECT arrival_day, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM found
CROSS JOIN UNNEST(ARRAY[
  ROW('1a', 'records read = bronze.events + bronze.dead_letters + dropped for consent',
    records_read, in_bronze + in_letters + without_consent),
  ROW('1b', 'records counted as accepted = bronze.events', accepted, in_bronze),
  ROW('1c', 'reasons of a day whose count is not that of bronze.dead_letters = 0',
    reasons, CAST(0 AS BIGINT)),
  ROW('1d', 'records more than once in bronze.events = 0',
    repeated_in_bronze, CAST(0 AS BIGINT)),
  ROW('1e', 'records more than once in bronze.dead_letters = 0',
    repeated_in_letters, CAST(0 AS BIGINT)),
  ROW('1f', 'records in bronze.events and in bronze.dead_letters = 0',
    in_both, CAST(0 AS BIGINT)),
  ROW('1g', 'replayed dead letters that are not in bronze.events = 0',
    replayed_to_nowhere, CAST(0 AS BIGINT))
]) AS lines (line, equation, left_side, right_side)
