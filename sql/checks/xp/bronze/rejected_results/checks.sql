-- Checks of bronze.rejected_results; each query gives the rows that should not be.

-- #warn rejected: no result of the newest delivery was rejected
SELECT delivery, reason, pointer, COUNT(*) AS results, MIN(message) AS an_example
FROM bronze.rejected_results
WHERE delivery = (SELECT MAX(delivery) FROM ops.result_deliveries)
GROUP BY delivery, reason, pointer;
