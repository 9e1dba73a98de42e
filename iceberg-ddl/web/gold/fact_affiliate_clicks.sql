-- One row per affiliate click; append-only, unique on event_id within its session.
-- @person user_id_hash
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE gold.fact_affiliate_clicks (
  event_id string COMMENT 'As in silver.events',
  ts timestamp COMMENT 'When the click happened by the client''s clock, UTC',
  session_id string COMMENT 'Browser session as sent',
  user_id_hash string COMMENT 'Pseudonymous user',
  affiliate_link_id string COMMENT 'Affiliate link',
  affiliate_target string COMMENT 'Its target',
  payout_cents bigint COMMENT 'Payout, cents; at most 10^12',
  ab_variant string COMMENT 'Variant of the A/B experiment',
  geo_country string COMMENT 'Country',
  event_dt date COMMENT 'UTC day of the event time'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/gold/fact_affiliate_clicks/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
