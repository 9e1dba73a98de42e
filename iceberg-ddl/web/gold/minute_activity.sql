-- Activity by event minute, additive: several rows may share a grain, readers sum them.
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE gold.minute_activity (
  minute timestamp COMMENT 'Event time cut to the minute, UTC',
  event_type string COMMENT 'page_view, chart_interaction or affiliate_click',
  geo_country string COMMENT 'Country',
  ab_variant string COMMENT 'Variant of the A/B experiment',
  events bigint COMMENT 'Distinct events to add',
  payout_cents bigint COMMENT 'Payout to add, cents',
  event_dt date COMMENT 'UTC day of minute'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/gold/minute_activity/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
