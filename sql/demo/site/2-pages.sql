-- Pages by how often they were viewed
-- The time on a page is as sent, else until the next page of the session; of the last page nobody knows.
SELECT
  page_url,
  SUM(page_views) AS page_views,
  CAST(SUM(seconds_on_page) / NULLIF(SUM(views_with_time), 0) AS DECIMAL(18, 1)) AS mean_seconds
FROM gold.v_daily_pages
GROUP BY page_url
ORDER BY page_views DESC, page_url
LIMIT 10
