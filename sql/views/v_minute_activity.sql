-- Activity by minute, one row for each event type, country and variant: the table's rows summed.
CREATE OR REPLACE VIEW gold.v_minute_activity AS
SELECT
  "minute" AS minute_ts,
  event_type,
  COALESCE(geo_country, '(none)') AS geo_country,
  COALESCE(ab_variant, '(none)') AS ab_variant,
  SUM(events) AS events,
  SUM(payout_cents) AS payout_cents,
  event_dt
FROM gold.minute_activity
GROUP BY
  "minute", event_type, COALESCE(geo_country, '(none)'), COALESCE(ab_variant, '(none)'), event_dt
