-- How old the newest row of each table is.
SELECT table_name, newest_ts, lag_seconds
FROM gold.v_current_freshness
ORDER BY table_name
