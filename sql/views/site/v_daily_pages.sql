-- Pages by day: how often each was viewed, and for how long where that is known. Adds up.
CREATE OR REPLACE VIEW gold.v_daily_pages AS
SELECT
  view_dt AS event_dt,
  project_id,
  environment,
  page_url,
  COUNT(*) AS page_views,
  COUNT(*) FILTER (WHERE is_entry) AS entries,
  COUNT(*) FILTER (WHERE is_exit) AS exits,
  COUNT(seconds_on_page) AS views_with_time,
  SUM(seconds_on_page) AS seconds_on_page
FROM gold.fact_page_views
GROUP BY view_dt, project_id, environment, page_url
