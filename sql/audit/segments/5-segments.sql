-- Line 5 of the balance sheet: a user is not twice in a segment at one time.
-- Of intervals sorted by their start, any two overlap only if two neighbours do.
-- @whole 5a
-- Memberships last over days and belong to none: the table is looked at as a whole.
SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS of_day, '5a' AS line, 'overlapping validities in silver.user_segments = 0' AS equation,
  COUNT(*) AS left_side, CAST(0 AS BIGINT) AS right_side, CAST(0 AS BIGINT) AS open_at_most
FROM (
  SELECT
    valid_to,
    LEAD(valid_from) OVER (PARTITION BY user_id_hash, segment_key ORDER BY valid_from) AS next_from
  FROM silver.user_segments
  WHERE valid_to IS NULL OR valid_from < valid_to
) AS validities
WHERE next_from IS NOT NULL AND (valid_to IS NULL OR next_from < valid_to)
