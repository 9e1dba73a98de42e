-- Activity by minute, one row for each event type, country and variant: the table's rows summed.
CREATE OR REPLACE VIEW gold.v_minute_activity AS
SELECT
  "minute" AS minute_ts,
  event_type,
  geo_country,
  ab_variant,
  SUM(events) AS events,
  SUM(CAST(payout_cents AS DECIMAL(38, 0))) AS payout_cents,
  event_dt
FROM gold.minute_activity
GROUP BY
  "minute", event_type, geo_country, ab_variant, event_dt
