-- The newest rejected record of each reason: what is wrong with it, and the record as it is stored.
SELECT reason, arrival_ts, pointer, message, payload, masked
FROM (
  SELECT
    reason,
    arrival_ts,
    pointer,
    message,
    payload,
    masked,
    ROW_NUMBER() OVER (
      PARTITION BY reason
      ORDER BY arrival_ts DESC, shard_id, sequence_number, sub_sequence_number, event_index
    ) AS newest
  FROM bronze.dead_letters
) AS letters
WHERE newest = 1
ORDER BY reason
