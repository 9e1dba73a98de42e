-- Line 1 of the balance sheet: every event of every record that was read is in exactly one place.
-- Each row of the result is one equation for one day; it holds when both sides are the same.
-- A record is known by shard_id, sequence_number and sub_sequence_number, an event by its index within
-- the record; a dead letter without one is a record that could not be taken apart, and counts as one
-- event. Records of one event that were packed into one and share all three are told apart by their
-- event id. A dead letter that was replayed is the event of a row of bronze.events, and counts as that only.
-- @day ops.record_counts arrival_minute
-- @day bronze.events ingest_dt
-- @day bronze.dead_letters ingest_dt
-- A record counts on the day of its arrival, which is in its rows, in its letters and in its counts, and the
-- whole is the sum of its days. A record that is stored once more under another day of arrival counts on
-- the first; the days by themselves do not see that.
-- Of nearly all records one row is stored: these are summed as they are. Only records of several rows are
-- looked at event by event.
WITH counted AS (
  SELECT
    CAST(arrival_minute AS DATE) AS arrival_day,
    SUM(CASE WHEN outcome = 'read' THEN records ELSE 0 END) AS events_read,
    SUM(CASE WHEN outcome = 'bronze' THEN records ELSE 0 END) AS accepted,
    SUM(CASE WHEN outcome = 'no_consent' THEN records ELSE 0 END) AS without_consent
  FROM ops.record_counts
  GROUP BY CAST(arrival_minute AS DATE)
),
stored AS (
  SELECT ingest_dt AS arrival_day, COALESCE(shard_id, '') AS shard_id,
    COALESCE(sequence_number, '') AS sequence_number,
    COALESCE(sub_sequence_number, -1) AS sub_sequence_number,
    COALESCE(event_index, 0) AS event_index, COALESCE(event_count, 1) AS event_count, event_id,
    CAST(1 AS BIGINT) AS in_bronze, CAST(0 AS BIGINT) AS in_letters, CAST(0 AS BIGINT) AS replayed,
    CAST(0 AS BIGINT) AS whole
  FROM bronze.events
  UNION ALL
  SELECT ingest_dt AS arrival_day, COALESCE(shard_id, '') AS shard_id,
    COALESCE(sequence_number, '') AS sequence_number,
    COALESCE(sub_sequence_number, -1) AS sub_sequence_number,
    COALESCE(event_index, 0) AS event_index,
    CASE WHEN replayed_ts IS NULL THEN COALESCE(event_count, 1) END AS event_count,
    CAST(NULL AS VARCHAR) AS event_id,
    CAST(0 AS BIGINT) AS in_bronze,
    CASE WHEN replayed_ts IS NULL THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS in_letters,
    CASE WHEN replayed_ts IS NULL THEN CAST(0 AS BIGINT) ELSE CAST(1 AS BIGINT) END AS replayed,
    CASE WHEN event_index IS NULL AND replayed_ts IS NULL
      THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS whole
  FROM bronze.dead_letters
),
each_record AS (
  SELECT
    MIN(arrival_day) AS arrival_day,
    shard_id, sequence_number, sub_sequence_number,
    COUNT(*) AS row_count,
    SUM(in_bronze) AS in_bronze,
    SUM(in_letters) AS in_letters,
    SUM(replayed) AS replayed,
    SUM(in_bronze) - COUNT(event_id) AS without_id,
    MAX(event_index) AS last_index,
    MAX(event_count) AS event_count
  FROM stored
  GROUP BY shard_id, sequence_number, sub_sequence_number
),
several AS (
  SELECT shard_id, sequence_number, sub_sequence_number
  FROM each_record
  WHERE row_count > 1
),
events AS (
  SELECT
    MIN(arrival_day) AS arrival_day,
    shard_id, sequence_number, sub_sequence_number, event_index,
    SUM(in_bronze) AS in_bronze,
    SUM(in_letters) AS in_letters,
    SUM(replayed) AS replayed,
    SUM(whole) AS whole,
    MIN(least_count) AS least_count,
    MAX(event_count) AS event_count,
    COUNT(event_id) AS event_ids
  FROM (
    SELECT
      MIN(s.arrival_day) AS arrival_day,
      s.shard_id, s.sequence_number, s.sub_sequence_number, s.event_index, s.event_id,
      SUM(s.in_bronze) AS in_bronze,
      SUM(s.in_letters) AS in_letters,
      SUM(s.replayed) AS replayed,
      SUM(s.whole) AS whole,
      MIN(s.event_count) AS least_count,
      MAX(s.event_count) AS event_count
    FROM stored AS s
    JOIN several AS m
      ON s.shard_id = m.shard_id AND s.sequence_number = m.sequence_number
      AND s.sub_sequence_number = m.sub_sequence_number
    GROUP BY s.shard_id, s.sequence_number, s.sub_sequence_number, s.event_index, s.event_id
  ) AS ids
  GROUP BY shard_id, sequence_number, sub_sequence_number, event_index
),
records AS (
  SELECT
    MIN(arrival_day) AS arrival_day,
    SUM(in_bronze) AS in_bronze,
    SUM(in_letters) AS in_letters,
    SUM(in_bronze - CASE WHEN event_count > 1 AND in_bronze > 0 THEN 1 ELSE event_ids END)
      AS repeated_in_bronze,
    SUM(CASE WHEN in_letters > 1 THEN in_letters - 1 ELSE 0 END) AS repeated_in_letters,
    SUM(CASE WHEN in_bronze > 0 AND in_letters > 0 THEN 1 ELSE 0 END) AS in_both,
    SUM(CASE WHEN in_bronze = 0 AND replayed > 0 THEN 1 ELSE 0 END) AS replayed_to_nowhere,
    SUM(CASE WHEN in_bronze > 0 OR in_letters > 0 THEN 1 ELSE 0 END) AS indexes,
    SUM(whole) AS whole,
    MAX(event_index) AS last_index,
    MIN(least_count) AS least_count,
    MAX(event_count) AS event_count
  FROM events
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
    SELECT ingest_dt AS arrival_day, reason,
      CAST(0 AS BIGINT) AS in_counts, CAST(1 AS BIGINT) AS in_letters
    FROM bronze.dead_letters
    WHERE replayed_ts IS NULL
  ) AS letters
  GROUP BY arrival_day, reason
  HAVING SUM(in_counts) <> SUM(in_letters)
),
shares AS (
  SELECT arrival_day, events_read, accepted, without_consent,
    CAST(0 AS BIGINT) AS in_bronze, CAST(0 AS BIGINT) AS in_letters,
    CAST(0 AS BIGINT) AS repeated_in_bronze, CAST(0 AS BIGINT) AS repeated_in_letters,
    CAST(0 AS BIGINT) AS in_both, CAST(0 AS BIGINT) AS replayed_to_nowhere,
    CAST(0 AS BIGINT) AS absent, CAST(0 AS BIGINT) AS misnumbered,
    CAST(0 AS BIGINT) AS reasons
  FROM counted
  UNION ALL
  SELECT arrival_day, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    SUM(in_bronze),
    SUM(in_letters),
    SUM(repeated_in_bronze),
    SUM(repeated_in_letters),
    COUNT(CASE WHEN in_both > 0 OR whole > 0 AND indexes > 1 THEN 1 END),
    COUNT(CASE WHEN replayed_to_nowhere > 0 THEN 1 END),
    SUM(CASE WHEN event_count > indexes THEN event_count - indexes ELSE 0 END),
    COUNT(CASE WHEN least_count <> event_count OR last_index >= event_count THEN 1 END),
    CAST(0 AS BIGINT)
  FROM records
  GROUP BY arrival_day
  UNION ALL
  SELECT arrival_day, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    SUM(in_bronze),
    SUM(in_letters),
    SUM(CASE WHEN event_count > 1 THEN 0 ELSE without_id END),
    CAST(0 AS BIGINT),
    CAST(0 AS BIGINT),
    SUM(replayed),
    SUM(CASE WHEN event_count > 1 THEN event_count - 1 ELSE 0 END),
    COUNT(CASE WHEN last_index >= event_count THEN 1 END),
    CAST(0 AS BIGINT)
  FROM each_record
  WHERE row_count = 1
  GROUP BY arrival_day
  UNION ALL
  SELECT arrival_day, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    COUNT(*)
  FROM reasons
  GROUP BY arrival_day
  UNION ALL
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01'), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
    CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
),
found AS (
  SELECT arrival_day,
    SUM(events_read) AS events_read,
    SUM(accepted) AS accepted,
    SUM(without_consent) AS without_consent,
    SUM(in_bronze) AS in_bronze,
    SUM(in_letters) AS in_letters,
    SUM(repeated_in_bronze) AS repeated_in_bronze,
    SUM(repeated_in_letters) AS repeated_in_letters,
    SUM(in_both) AS in_both,
    SUM(replayed_to_nowhere) AS replayed_to_nowhere,
    SUM(absent) AS absent,
    SUM(misnumbered) AS misnumbered,
    SUM(reasons) AS reasons
  FROM shares
  GROUP BY arrival_day
)
SELECT arrival_day, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM found
CROSS JOIN UNNEST(ARRAY[
  ROW('1a', 'records read = bronze.events + bronze.dead_letters + dropped for consent',
    events_read, in_bronze + in_letters + without_consent),
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
    replayed_to_nowhere, CAST(0 AS BIGINT)),
  ROW('1h', 'events that their records lack, beyond those dropped for consent = 0',
    CASE WHEN absent > without_consent THEN absent - without_consent ELSE 0 END,
    CAST(0 AS BIGINT)),
  ROW('1i', 'records whose events are numbered otherwise than they count them = 0',
    misnumbered, CAST(0 AS BIGINT))
]) AS lines (line, equation, left_side, right_side)
