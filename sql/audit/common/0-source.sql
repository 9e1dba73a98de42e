-- Line 0 of the balance sheet: every record that the source handed over was read.
-- Handed over is counted at the source, before anything can be left out: of a stream record that is an
-- aggregate all records in it. What was read by a release before 0.2, which did not count that yet,
-- counts as handed over. Of a record with several events all are read: those behind the first are no
-- further records.
-- @day ops.record_counts arrival_minute
-- A row for each arrival day. No minute is of two days, so the whole is the sum of its days.
WITH minutes AS (
  SELECT
    CAST(arrival_minute AS DATE) AS arrival_day,
    SUM(CASE WHEN outcome = 'handed_over' THEN records ELSE 0 END) AS handed_over,
    SUM(CASE WHEN outcome = 'read' THEN records WHEN outcome = 'further' THEN -records ELSE 0 END)
      AS records_read
  FROM ops.record_counts
  GROUP BY family, arrival_minute
  UNION ALL
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01'), CAST(0 AS BIGINT), CAST(0 AS BIGINT)
)
SELECT arrival_day, '0a' AS line, 'records handed over by the source = records read' AS equation,
  SUM(CASE WHEN handed_over > records_read THEN handed_over ELSE records_read END) AS left_side,
  SUM(records_read) AS right_side, CAST(0 AS BIGINT) AS open_at_most
FROM minutes
GROUP BY arrival_day
