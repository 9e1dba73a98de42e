-- How long it takes from the start of a session to its first affiliate click, by variant.
-- Medians and 90th percentiles are exact, by nearest rank.
WITH ranked AS (
  SELECT
    ab_variant,
    seconds_to_click,
    COUNT(*) OVER (PARTITION BY ab_variant) AS sessions,
    ROW_NUMBER() OVER (PARTITION BY ab_variant ORDER BY seconds_to_click) AS seconds_rank
  FROM gold.v_first_clicks
)
SELECT
  ab_variant,
  COUNT(*) AS sessions_with_click,
  MIN(seconds_to_click) FILTER (WHERE 10 * seconds_rank >= 5 * sessions) AS median_seconds,
  MIN(seconds_to_click) FILTER (WHERE 10 * seconds_rank >= 9 * sessions) AS p90_seconds,
  CAST(1E2 * COUNT(*) FILTER (WHERE seconds_to_click < 60) / COUNT(*) AS DECIMAL(5, 2))
    AS within_a_minute_percent
FROM ranked
GROUP BY ab_variant
ORDER BY ab_variant NULLS LAST
