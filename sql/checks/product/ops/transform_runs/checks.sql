-- Checks of ops.transform_runs; each query gives the rows that should not be.

-- #fail known: an export that told a day is one that was read
SELECT r.export_id, r.event_dt
FROM ops.transform_runs AS r
LEFT JOIN ops.metric_exports AS e ON e.export_id = r.export_id AND e.run_ts = r.run_ts
WHERE e.export_id IS NULL;
