-- After which control of a chart visitors leave without an affiliate click.
-- Of browser sessions that used a control: how many clicked after its last use, and in how many
-- nothing came after it. Sessions are those whose id was sent.
WITH steps AS (
  SELECT
    session_id,
    event_type,
    chart_control_id,
    CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS event_ts
  FROM silver.events
  WHERE session_id IS NOT NULL AND COALESCE(in_session, TRUE)
),
ends AS (
  SELECT
    session_id,
    MAX(event_ts) AS last_ts,
    MAX(CASE WHEN event_type = 'affiliate_click' THEN event_ts END) AS last_click_ts
  FROM steps
  GROUP BY session_id
),
uses AS (
  SELECT
    session_id,
    chart_control_id AS control_id,
    COUNT(*) AS times_used,
    MAX(event_ts) AS last_use_ts
  FROM steps
  WHERE event_type = 'chart_interaction'
  GROUP BY session_id, chart_control_id
)
SELECT
  u.control_id,
  SUM(u.times_used) AS times_used,
  COUNT(*) AS sessions,
  COUNT(*) FILTER (WHERE e.last_click_ts >= u.last_use_ts) AS clicked_later,
  COUNT(*) FILTER (WHERE e.last_ts = u.last_use_ts) AS ended_there,
  CAST(
    1E2 * COUNT(*) FILTER (WHERE e.last_click_ts IS NULL OR e.last_click_ts < u.last_use_ts)
      / COUNT(*) AS DECIMAL(5, 2)
  ) AS drop_off_percent
FROM uses AS u JOIN ends AS e ON u.session_id = e.session_id
GROUP BY u.control_id
ORDER BY u.control_id NULLS LAST
