-- Pages by how often they were viewed.
SELECT
  project_id,
  page_url,
  SUM(page_views) AS page_views,
  SUM(entries) AS entries,
  CAST(1E2 * SUM(exits) / SUM(page_views) AS DECIMAL(5, 2)) AS exit_percent,
  CAST(SUM(seconds_on_page) / NULLIF(SUM(views_with_time), 0) AS DECIMAL(18, 1)) AS mean_seconds
FROM gold.v_daily_pages
GROUP BY project_id, page_url
ORDER BY page_views DESC, project_id, page_url
