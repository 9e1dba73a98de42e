-- What became of the records of every family, one row for each day of arrival, outcome and reason.
-- Written for one family; where a warehouse has several, their rows are one below the other.
CREATE OR REPLACE VIEW ops.v_all_records AS
SELECT
  CAST(arrival_minute AS DATE) AS arrival_dt,
  family,
  outcome,
  reason,
  SUM(records) AS records
FROM ops.record_counts
GROUP BY CAST(arrival_minute AS DATE), family, outcome, reason
