-- Checks of ops.result_deliveries; each query gives the rows that should not be.

-- #fail unique: a file was read once
SELECT file, digest, COUNT(*) AS found
FROM ops.result_deliveries
GROUP BY file, digest
HAVING COUNT(*) > 1;
