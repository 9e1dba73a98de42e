-- Checks of ops.result_deliveries; each query gives the rows that should not be.

-- #fail unique: a delivery has a file once
SELECT file, delivery, COUNT(*) AS found
FROM ops.result_deliveries
GROUP BY file, delivery
HAVING COUNT(*) > 1;
