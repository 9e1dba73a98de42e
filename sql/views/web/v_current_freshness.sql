-- How old the newest row of each table is: one row for each table, also for an empty one.
-- Event times that lie in the future, by clients' clocks, are left out.
CREATE OR REPLACE VIEW gold.v_current_freshness AS
SELECT
  table_name,
  newest_ts,
  date_diff('second', newest_ts, LOCALTIMESTAMP) AS lag_seconds
FROM (
  SELECT 'bronze.events' AS table_name, MAX(arrival_ts) AS newest_ts FROM bronze.events
  UNION ALL
  SELECT 'bronze.dead_letters', MAX(arrival_ts) FROM bronze.dead_letters
  UNION ALL
  SELECT 'silver.events', MAX(arrival_ts) FROM silver.events
  UNION ALL
  SELECT 'silver.sessions', MAX(session_end_ts) FROM silver.sessions
  UNION ALL
  SELECT 'silver.user_segments', MAX(as_of_ts) FROM silver.user_segments
  UNION ALL
  SELECT 'gold.fact_funnel', MAX(session_start_ts) FROM gold.fact_funnel
  UNION ALL
  SELECT 'gold.fact_affiliate_clicks', MAX(ts)
  FROM gold.fact_affiliate_clicks
  WHERE ts <= LOCALTIMESTAMP
  UNION ALL
  SELECT 'gold.minute_activity', MAX("minute") FROM gold.minute_activity
  UNION ALL
  SELECT 'ops.record_counts', MAX(arrival_minute) FROM ops.record_counts
  UNION ALL
  SELECT 'ops.late_events', MAX(arrival_ts) FROM ops.late_events
) AS newest
