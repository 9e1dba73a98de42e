-- Every record of the stream that is JSON and carries consent to analytics, parsed once.
-- What is not JSON is left out here; it is in bronze.dead_letters, with its reason.
CREATE MATERIALIZED VIEW rt.mv_events
AUTO REFRESH YES
AS
SELECT
  approximate_arrival_timestamp AS arrival_ts,
  shard_id,
  sequence_number,
  refresh_time,
  JSON_PARSE(kinesis_data) AS payload
FROM web_stream."${stream}"
WHERE CAN_JSON_PARSE(kinesis_data)
  -- Consent comes in two shapes; one refusal is enough.
  AND 'true' IN (
    JSON_EXTRACT_PATH_TEXT(FROM_VARBYTE(kinesis_data, 'utf-8'), 'privacy', 'analytics', true),
    JSON_EXTRACT_PATH_TEXT(FROM_VARBYTE(kinesis_data, 'utf-8'), 'user', 'consent', 'analytics', true)
  )
  AND COALESCE(
    JSON_EXTRACT_PATH_TEXT(FROM_VARBYTE(kinesis_data, 'utf-8'), 'privacy', 'analytics', true), ''
  ) <> 'false'
  AND COALESCE(
    JSON_EXTRACT_PATH_TEXT(FROM_VARBYTE(kinesis_data, 'utf-8'), 'user', 'consent', 'analytics', true), ''
  ) <> 'false';

-- The same with types, in the words of silver.events. Nothing is validated or deduplicated; a payout
-- that is no number, or none that the contract allows, is null.
CREATE OR REPLACE VIEW rt.v_events AS
SELECT
  payload.event_id::VARCHAR AS event_id,
  payload.event_type::VARCHAR AS event_type,
  payload.ts::VARCHAR AS ts_text,
  arrival_ts,
  payload.session.session_id::VARCHAR AS session_id,
  payload."user".user_id_hash::VARCHAR AS user_id_hash,
  payload."user".geo_country::VARCHAR AS geo_country,
  payload.ctx.page_url::VARCHAR AS page_url,
  payload.ctx.ab_variant::VARCHAR AS ab_variant,
  payload.chart.action::VARCHAR AS chart_action,
  payload.chart.control_id::VARCHAR AS chart_control_id,
  payload.affiliate.link_id::VARCHAR AS affiliate_link_id,
  payload.affiliate.target::VARCHAR AS affiliate_target,
  CASE
    WHEN JSON_TYPEOF(payload.affiliate.payout_cents) = 'number'
      AND payload.affiliate.payout_cents BETWEEN 0 AND 1000000000000
      THEN payload.affiliate.payout_cents::BIGINT
  END AS payout_cents
FROM rt.mv_events;
