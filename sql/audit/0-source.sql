-- Line 0 of the balance sheet: every record that the source handed over was read.
-- Handed over is counted at the source, before anything can be left out: of a stream record that is an
-- aggregate all records in it. What was read by a release before 0.2, which did not count that yet,
-- counts as handed over. Of a record with several events all are read: those behind the first are no
-- further records.
WITH minutes AS (
  SELECT
    SUM(CASE WHEN outcome = 'handed_over' THEN records ELSE 0 END) AS handed_over,
    SUM(CASE WHEN outcome = 'read' THEN records WHEN outcome = 'further' THEN -records ELSE 0 END)
      AS records_read
  FROM ops.record_counts
  GROUP BY family, arrival_minute
)
SELECT '0a' AS line, 'records handed over by the source = records read' AS equation,
  COALESCE(SUM(CASE WHEN handed_over > records_read THEN handed_over ELSE records_read END), 0)
    AS left_side,
  COALESCE(SUM(records_read), 0) AS right_side, CAST(0 AS BIGINT) AS open_at_most
FROM minutes
