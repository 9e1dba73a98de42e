-- Who is in which segment at this moment: one row for each membership that is active now.
CREATE OR REPLACE VIEW gold.v_current_segments AS
SELECT
  user_id_hash,
  segment_key,
  valid_from,
  valid_to,
  as_of_ts
FROM silver.user_segments
WHERE valid_from <= LOCALTIMESTAMP AND (valid_to IS NULL OR valid_to > LOCALTIMESTAMP)
