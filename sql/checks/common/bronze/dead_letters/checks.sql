-- Checks of bronze.dead_letters; each query gives the rows that should not be.

-- #fail record-unique: a rejected event, or record without any, is there once
SELECT shard_id, sequence_number, sub_sequence_number, event_index, COUNT(*) AS found
FROM bronze.dead_letters
GROUP BY shard_id, sequence_number, sub_sequence_number, event_index
HAVING COUNT(*) > 1;

-- #fail complete: a dead letter says what is wrong with which record
SELECT shard_id, sequence_number, reason, arrival_ts
FROM bronze.dead_letters
WHERE reason IS NULL OR message IS NULL OR arrival_ts IS NULL OR shard_id IS NULL
  OR sequence_number IS NULL OR sub_sequence_number IS NULL OR masked IS NULL;

-- #fail partition: ingest_dt is the day of the arrival
SELECT shard_id, sequence_number, arrival_ts, ingest_dt
FROM bronze.dead_letters
WHERE ingest_dt IS NULL OR ingest_dt <> CAST(arrival_ts AS DATE);

-- #warn share: at most 5 percent of a day's records are rejected
SELECT arrival_dt, rejected, records_read
FROM (
  SELECT
    CAST(arrival_minute AS DATE) AS arrival_dt,
    COALESCE(SUM(records) FILTER (WHERE outcome = 'dead_letter'), 0) AS rejected,
    COALESCE(SUM(records) FILTER (WHERE outcome = 'read'), 0) AS records_read
  FROM ops.record_counts
  WHERE arrival_minute >= LOCALTIMESTAMP - INTERVAL '7' DAY
  GROUP BY CAST(arrival_minute AS DATE)
) AS days
WHERE 20 * rejected > records_read;
