-- Checks of gold.dim_users; each query gives the rows that should not be.

-- #fail unique: a user of a project has one row
SELECT user_id_hash, project_id, COUNT(*) AS found
FROM gold.dim_users
GROUP BY user_id_hash, project_id
HAVING COUNT(*) > 1;

-- #fail complete: what every user has is never null, and is not seen last before first
SELECT user_id_hash, project_id, first_seen_ts, last_seen_ts, sessions
FROM gold.dim_users
WHERE user_id_hash IS NULL OR first_seen_ts IS NULL OR last_seen_ts IS NULL
  OR last_seen_ts < first_seen_ts OR sessions IS NULL OR sessions < 1 OR page_views IS NULL
  OR video_views IS NULL OR played_seconds IS NULL OR played_seconds < 0;
