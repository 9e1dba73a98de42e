-- Checks of silver.assessment_results; each query gives the rows that should not be.

-- #fail current: a result has one current version
SELECT result_id, COUNT(*) AS versions, COUNT(CASE WHEN valid_to IS NULL THEN 1 END) AS current_versions
FROM silver.assessment_results
GROUP BY result_id
HAVING COUNT(CASE WHEN valid_to IS NULL THEN 1 END) <> 1;

-- #fail intervals: each version ends when the next begins
SELECT result_id, valid_from, valid_to, next_from
FROM (
  SELECT result_id, valid_from, valid_to,
    LEAD(valid_from) OVER (PARTITION BY result_id ORDER BY valid_from) AS next_from
  FROM silver.assessment_results
) AS versions
WHERE valid_to IS DISTINCT FROM next_from OR valid_to <= valid_from;

-- #fail complete: a version has a status, a student and a time
SELECT result_id, student_id, status, score_ts, valid_from
FROM silver.assessment_results
WHERE result_id IS NULL OR student_id IS NULL OR score_ts IS NULL OR valid_from IS NULL
  OR status IS NULL OR status NOT IN ('active', 'tobedeleted', 'absent');
