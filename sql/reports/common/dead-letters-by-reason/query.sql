-- Rejected records by reason, with the sentence that one of their producers is told.
SELECT reason, COUNT(*) AS records, MIN(message) AS for_example
FROM bronze.dead_letters
GROUP BY reason
ORDER BY records DESC, reason
