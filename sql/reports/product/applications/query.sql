-- What is played most, by how many users, and how often they come back.
SELECT
  d.app,
  COALESCE(u.users, 0) AS users,
  COALESCE(u.returning_users, 0) AS returning_users,
  CAST(1E2 * u.returning_users / NULLIF(u.users, 0) AS DECIMAL(5, 2)) AS returning_percent,
  CAST(1E0 * d.user_days / NULLIF(d.days, 0) AS DECIMAL(18, 2)) AS users_per_day,
  d.games_played,
  d.parties_created,
  d.parties_joined
FROM (
  SELECT
    app,
    SUM(active_users) AS user_days,
    COUNT(*) AS days,
    SUM(games_played) AS games_played,
    SUM(parties_created) AS parties_created,
    SUM(parties_joined) AS parties_joined
  FROM gold.product_daily
  GROUP BY app
) AS d
LEFT JOIN (
  SELECT
    app,
    COUNT(*) FILTER (WHERE days > 0) AS users,
    COUNT(*) FILTER (WHERE days > 1) AS returning_users
  FROM (
    SELECT app, user_id, COUNT(*) FILTER (WHERE games_played > 0) AS days
    FROM gold.product_daily_users
    GROUP BY app, user_id
  ) AS players
  GROUP BY app
) AS u
  ON d.app = u.app
ORDER BY games_played DESC, app
