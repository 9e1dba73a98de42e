-- Checks of ops.record_counts, whose rows are summed; each query gives the rows that should not be.

-- #fail complete: what every row has is never null, and a dead letter has a reason
SELECT arrival_minute, family, outcome, reason, records
FROM ops.record_counts
WHERE arrival_minute IS NULL OR family IS NULL OR outcome IS NULL OR records IS NULL
  OR (outcome = 'dead_letter' AND reason IS NULL)
  OR (outcome = 'edge' AND (producer IS NULL OR first_number IS NULL));

-- #fail outcome: the outcome is a known one
SELECT arrival_minute, family, outcome, records
FROM ops.record_counts
WHERE outcome NOT IN (
  'handed_over', 'aggregated', 'read', 'further', 'bronze', 'dead_letter', 'no_consent', 'silver',
  'duplicate', 'no_session', 'late', 'beyond_bound', 'segments_unresolved', 'edge', 'edge_alone'
);

-- #fail sums: no sum of an outcome is negative
SELECT family, outcome, reason, SUM(records) AS records
FROM ops.record_counts
GROUP BY family, outcome, reason
HAVING SUM(records) < 0;

-- #fail balance: every record read is in bronze, rejected, or dropped for want of consent
SELECT records_read, accounted_for
FROM (
  SELECT
    COALESCE(SUM(records) FILTER (WHERE outcome = 'read'), 0) AS records_read,
    COALESCE(
      SUM(records) FILTER (WHERE outcome IN ('bronze', 'dead_letter', 'no_consent')), 0
    ) AS accounted_for
  FROM ops.record_counts
) AS totals
WHERE records_read <> accounted_for;

-- #warn duplicates: at most 10 percent of a day's events came more than once
SELECT arrival_dt, duplicates, accepted
FROM (
  SELECT
    CAST(arrival_minute AS DATE) AS arrival_dt,
    COALESCE(SUM(records) FILTER (WHERE outcome = 'duplicate'), 0) AS duplicates,
    COALESCE(SUM(records) FILTER (WHERE outcome = 'bronze'), 0) AS accepted
  FROM ops.record_counts
  WHERE arrival_minute >= LOCALTIMESTAMP - INTERVAL '7' DAY
  GROUP BY CAST(arrival_minute AS DATE)
) AS days
WHERE 10 * duplicates > accepted;

-- #warn fresh: a record was read within the last hour
SELECT MAX(arrival_minute) AS newest_ts
FROM ops.record_counts
WHERE outcome = 'read'
HAVING COALESCE(MAX(arrival_minute) < LOCALTIMESTAMP - INTERVAL '1' HOUR, TRUE);
