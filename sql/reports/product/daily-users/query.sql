-- Users who were active on each day, once in whatever applications, and what they did.
SELECT
  d.metric_dt AS event_dt,
  COALESCE(u.active_users, 0) AS active_users,
  d.games_played,
  d.parties_created,
  d.parties_joined,
  d.incomplete = 0 AS complete
FROM (
  SELECT
    metric_dt,
    SUM(games_played) AS games_played,
    SUM(parties_created) AS parties_created,
    SUM(parties_joined) AS parties_joined,
    COUNT(*) FILTER (WHERE NOT complete) AS incomplete
  FROM gold.product_daily
  GROUP BY metric_dt
) AS d
LEFT JOIN (
  SELECT metric_dt, COUNT(DISTINCT user_id) AS active_users
  FROM gold.product_daily_users
  WHERE games_played > 0
  GROUP BY metric_dt
) AS u
  ON d.metric_dt = u.metric_dt
ORDER BY event_dt
