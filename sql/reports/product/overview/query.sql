-- All days in one row: users, games and parties.
SELECT users, applications, games_played, parties_created, parties_joined, first_dt, last_dt, incomplete_days
FROM (
  SELECT COUNT(DISTINCT user_id) AS users
  FROM gold.product_daily_users
  WHERE games_played > 0
) AS players
CROSS JOIN (
  SELECT
    COUNT(DISTINCT app) AS applications,
    COALESCE(SUM(games_played), 0) AS games_played,
    COALESCE(SUM(parties_created), 0) AS parties_created,
    COALESCE(SUM(parties_joined), 0) AS parties_joined,
    MIN(metric_dt) AS first_dt,
    MAX(metric_dt) AS last_dt,
    COUNT(DISTINCT CASE WHEN NOT complete THEN metric_dt END) AS incomplete_days
  FROM gold.product_daily
) AS days
