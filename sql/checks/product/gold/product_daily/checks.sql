-- Checks of gold.product_daily; each query gives the rows that should not be.

-- #fail unique: an application has one row a day
SELECT metric_dt, app, COUNT(*) AS found
FROM gold.product_daily
GROUP BY metric_dt, app
HAVING COUNT(*) > 1;

-- #fail figures: figures are there, not negative, and somebody is active where games were played
SELECT metric_dt, app, active_users, games_played, parties_created, parties_joined
FROM gold.product_daily
WHERE active_users IS NULL OR games_played IS NULL OR parties_created IS NULL OR parties_joined IS NULL
  OR active_users < 0 OR parties_created < 0 OR parties_joined < 0 OR games_played < active_users
  OR (games_played > 0 AND active_users = 0);

-- #warn complete: a day was told by an incremental export
SELECT metric_dt, COUNT(*) AS applications
FROM gold.product_daily
WHERE complete = FALSE
GROUP BY metric_dt;
