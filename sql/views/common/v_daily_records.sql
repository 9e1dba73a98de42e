-- What became of the records of each day of arrival, one row for each outcome and reason.
CREATE OR REPLACE VIEW gold.v_daily_records AS
SELECT
  CAST(arrival_minute AS DATE) AS arrival_dt,
  family,
  outcome,
  reason,
  SUM(records) AS records
FROM ops.record_counts
GROUP BY CAST(arrival_minute AS DATE), family, outcome, reason
