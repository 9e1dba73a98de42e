-- Checks of ops.transform_runs; each query gives the rows that should not be.

-- #fail complete: each run says what it read and when
SELECT table_name, event_dt, source_table, run_ts
FROM ops.transform_runs
WHERE table_name IS NULL OR source_table IS NULL OR run_ts IS NULL OR rows_read IS NULL
  OR rows_written IS NULL OR rows_read < 0 OR rows_written < 0;

-- #fail unique: a run names a table, day and source once
SELECT table_name, event_dt, source_table, run_ts, COUNT(*) AS found
FROM ops.transform_runs
GROUP BY table_name, event_dt, source_table, run_ts
HAVING COUNT(*) > 1;
