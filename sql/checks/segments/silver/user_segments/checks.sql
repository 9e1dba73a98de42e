-- Checks of silver.user_segments; each query gives the rows that should not be.

-- #fail unique: a membership has one row
SELECT user_id_hash, segment_key, valid_from, COUNT(*) AS found
FROM silver.user_segments
GROUP BY user_id_hash, segment_key, valid_from
HAVING COUNT(*) > 1;

-- #fail complete: a membership has a user, a segment and a start
SELECT user_id_hash, segment_key, valid_from, as_of_ts
FROM silver.user_segments
WHERE user_id_hash IS NULL OR segment_key IS NULL OR valid_from IS NULL OR as_of_ts IS NULL;

-- #fail times: a membership ends at its start or later
SELECT user_id_hash, segment_key, valid_from, valid_to
FROM silver.user_segments
WHERE valid_to < valid_from;

-- #fail overlap: a user is not twice in a segment at one time
SELECT user_id_hash, segment_key, valid_from, valid_to, next_from
FROM (
  SELECT
    user_id_hash,
    segment_key,
    valid_from,
    valid_to,
    LEAD(valid_from) OVER (PARTITION BY user_id_hash, segment_key ORDER BY valid_from) AS next_from
  FROM silver.user_segments
  WHERE valid_to IS NULL OR valid_from < valid_to
) AS validities
WHERE next_from IS NOT NULL AND (valid_to IS NULL OR next_from < valid_to);
