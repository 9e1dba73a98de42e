-- Rejected records of every family, without what was in them.
-- Written for one family; where a warehouse has several, their rows are one below the other.
CREATE OR REPLACE VIEW ops.v_all_dead_letters AS
SELECT
  ingest_dt,
  arrival_ts,
  family,
  reason,
  pointer,
  message,
  payload_bytes,
  shard_id,
  sequence_number,
  sub_sequence_number,
  event_index,
  replayed_ts
FROM bronze.dead_letters
