-- Checks of silver.xp_claims; each query gives the rows that should not be.

-- #fail unique: a source says one thing under one id
SELECT source, source_id, COUNT(*) AS found
FROM silver.xp_claims
GROUP BY source, source_id
HAVING COUNT(*) > 1;

-- #fail roles: every claim has a role, and counts where it has that of record
SELECT source, source_id, role, claimed_xp, counted_xp
FROM silver.xp_claims
WHERE source IS NULL OR source NOT IN ('caliper', 'oneroster') OR source_id IS NULL OR role IS NULL
  OR (role IN ('record', 'bank')) <> (counted_xp IS NOT NULL);
