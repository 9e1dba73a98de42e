-- Activity by minute of arrival: the dashboard of the last hours. An event that came twice counts
-- once, unless it has no id. For anything older or exact: gold.v_minute_activity, in Athena.
CREATE OR REPLACE VIEW rt.v_minute_activity AS
SELECT
  DATE_TRUNC('minute', arrival_ts) AS minute_ts,
  event_type,
  geo_country,
  ab_variant,
  COUNT(*) AS events,
  SUM(COALESCE(payout_cents, 0)::DECIMAL(38, 0)) AS payout_cents
FROM (
  SELECT
    arrival_ts,
    event_id,
    event_type,
    geo_country,
    ab_variant,
    payout_cents,
    CASE
      WHEN event_id IS NULL THEN 1
      ELSE ROW_NUMBER() OVER (PARTITION BY session_id, event_id ORDER BY arrival_ts)
    END AS arrival_number
  FROM rt.v_events
) AS events
WHERE arrival_number = 1
  AND arrival_ts >= DATEADD(hour, -24, GETDATE())
  AND event_type IN ('page_view', 'chart_interaction', 'affiliate_click')
GROUP BY 1, 2, 3, 4;
