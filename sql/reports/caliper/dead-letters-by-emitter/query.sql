-- Rejected items and records by who sent them, as far as the record tells, with what one of them is told.
SELECT
  JSON_EXTRACT_SCALAR(TRY(FROM_UTF8(payload)), '$.sensor') AS sensor,
  reason,
  COUNT(*) AS dead_letters,
  MIN(message) AS for_example
FROM bronze.dead_letters
WHERE replayed_ts IS NULL
GROUP BY JSON_EXTRACT_SCALAR(TRY(FROM_UTF8(payload)), '$.sensor'), reason
ORDER BY dead_letters DESC, sensor, reason
