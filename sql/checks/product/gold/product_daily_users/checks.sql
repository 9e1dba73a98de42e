-- Checks of gold.product_daily_users; each query gives the rows that should not be.

-- #fail unique: a user has one row for an application and day
SELECT metric_dt, app, user_id, COUNT(*) AS found
FROM gold.product_daily_users
GROUP BY metric_dt, app, user_id
HAVING COUNT(*) > 1;

-- #fail told: a user has a game or a party
SELECT metric_dt, app, user_id, games_played, parties_created
FROM gold.product_daily_users
WHERE games_played IS NULL OR parties_created IS NULL OR games_played < 0 OR parties_created < 0
  OR games_played + parties_created = 0;
