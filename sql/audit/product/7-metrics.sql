-- Line 7 of the balance sheet: product metrics say what the exports said, each item once on its day.
-- @day silver.product_activity activity_dt
-- @day gold.product_daily metric_dt
-- @day gold.product_daily_users metric_dt
-- @day ops.metric_exports run_dt
-- Everything counts on the UTC day of the item's time, runs over exports on their own: the whole is the
-- sum of its days.
WITH each_item AS (
  SELECT activity_dt, kind, model_id, owner, MIN(app) AS app, MIN(user_id) AS user_id,
    CAST(COUNT(*) AS BIGINT) AS told
  FROM silver.product_activity
  GROUP BY activity_dt, kind, model_id, owner
),
each_app AS (
  SELECT metric_dt, app,
    SUM(active_users) AS active_users, SUM(games) AS games, SUM(parties) AS parties,
    SUM(joined) AS joined, SUM(silver_users) AS silver_users, SUM(silver_games) AS silver_games,
    SUM(silver_parties) AS silver_parties, SUM(silver_joined) AS silver_joined,
    SUM(user_rows) AS user_rows, SUM(user_games) AS user_games, SUM(user_parties) AS user_parties
  FROM (
    SELECT metric_dt, app, active_users, games_played AS games, parties_created AS parties,
      parties_joined AS joined, CAST(0 AS BIGINT) AS silver_users, CAST(0 AS BIGINT) AS silver_games,
      CAST(0 AS BIGINT) AS silver_parties, CAST(0 AS BIGINT) AS silver_joined,
      CAST(0 AS BIGINT) AS user_rows, CAST(0 AS BIGINT) AS user_games,
      CAST(0 AS BIGINT) AS user_parties
    FROM gold.product_daily
    UNION ALL
    SELECT activity_dt AS metric_dt, app, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
      CAST(0 AS BIGINT), COUNT(DISTINCT CASE WHEN kind = 'session' THEN user_id END),
      COUNT(CASE WHEN kind = 'session' THEN 1 END), COUNT(CASE WHEN kind = 'party' THEN 1 END),
      COUNT(CASE WHEN kind = 'member' THEN 1 END), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
      CAST(0 AS BIGINT)
    FROM each_item
    GROUP BY activity_dt, app
    UNION ALL
    SELECT metric_dt, app, CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
      CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT), CAST(0 AS BIGINT),
      COUNT(CASE WHEN games_played > 0 THEN 1 END), CAST(SUM(games_played) AS BIGINT),
      CAST(SUM(parties_created) AS BIGINT)
    FROM gold.product_daily_users
    GROUP BY metric_dt, app
  ) AS stored
  GROUP BY metric_dt, app
),
no_day AS (
  SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS metric_dt, CAST(0 AS BIGINT) AS zero
),
items AS (
  SELECT activity_dt AS metric_dt, SUM(told) AS told, COUNT(*) AS items
  FROM each_item
  GROUP BY activity_dt
  UNION ALL
  SELECT metric_dt, zero, zero FROM no_day
),
apps AS (
  SELECT metric_dt, SUM(active_users) AS active_users, SUM(games) AS games, SUM(parties) AS parties,
    SUM(joined) AS joined, SUM(silver_users) AS silver_users, SUM(silver_games) AS silver_games,
    SUM(silver_parties) AS silver_parties, SUM(silver_joined) AS silver_joined,
    SUM(user_games) AS user_games, SUM(user_parties) AS user_parties,
    COUNT(CASE WHEN active_users <> silver_users OR active_users <> user_rows OR games <> silver_games
      OR parties <> silver_parties OR joined <> silver_joined OR games <> user_games
      OR parties <> user_parties THEN 1 END) AS different
  FROM each_app
  GROUP BY metric_dt
  UNION ALL
  SELECT metric_dt, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero, zero FROM no_day
),
exports AS (
  SELECT run_dt AS metric_dt, SUM(read_items) AS read_items,
    SUM(counted_items + outside_items + other_items + removed_items + rejected_items) AS placed
  FROM ops.metric_exports
  GROUP BY run_dt
  UNION ALL
  SELECT metric_dt, zero, zero FROM no_day
)
SELECT metric_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM items
CROSS JOIN UNNEST(ARRAY[
  ROW('7a', 'rows of silver.product_activity = items by day',
    CAST(told AS DECIMAL(38, 0)), CAST(items AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT metric_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM apps
CROSS JOIN UNNEST(ARRAY[
  ROW('7b', 'active users of gold.product_daily = users with a session in silver.product_activity',
    CAST(active_users AS DECIMAL(38, 0)), CAST(silver_users AS DECIMAL(38, 0))),
  ROW('7c', 'games of gold.product_daily = sessions of silver.product_activity',
    CAST(games AS DECIMAL(38, 0)), CAST(silver_games AS DECIMAL(38, 0))),
  ROW('7d', 'parties created and joined of gold.product_daily = those of silver.product_activity',
    CAST(parties + joined AS DECIMAL(38, 0)),
    CAST(silver_parties + silver_joined AS DECIMAL(38, 0))),
  ROW('7e', 'games and parties of gold.product_daily_users = those of gold.product_daily',
    CAST(user_games + user_parties AS DECIMAL(38, 0)), CAST(games + parties AS DECIMAL(38, 0))),
  ROW('7f', 'applications of a day with a figure that differs between the three = 0',
    CAST(different AS DECIMAL(38, 0)), CAST(0 AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
UNION ALL
SELECT metric_dt, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM exports
CROSS JOIN UNNEST(ARRAY[
  ROW('7g', 'items of exports = counted + of other days + of other models + removed + rejected',
    CAST(read_items AS DECIMAL(38, 0)), CAST(placed AS DECIMAL(38, 0)))
]) AS lines (line, equation, left_side, right_side)
