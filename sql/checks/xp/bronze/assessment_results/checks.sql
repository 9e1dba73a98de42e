-- Checks of bronze.assessment_results; each query gives the rows that should not be.

-- #fail rows: of each delivery there are the results that were read and are news
SELECT delivery, SUM(results) AS difference
FROM (
  SELECT delivery, results + rejected - COALESCE(unchanged, 0) AS results FROM ops.result_deliveries
  UNION ALL
  SELECT delivery, CAST(-1 AS BIGINT) FROM bronze.assessment_results WHERE status <> 'absent'
  UNION ALL
  SELECT delivery, CAST(-1 AS BIGINT) FROM bronze.rejected_results
) AS sides
GROUP BY delivery
HAVING SUM(results) <> 0;

-- #warn late: no event or result is of a time that has not come
SELECT result_id, modified_ts, arrival_ts
FROM bronze.assessment_results
WHERE modified_ts > arrival_ts + INTERVAL '1' DAY;
