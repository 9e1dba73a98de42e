-- Toys that were built, by day.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_gold.agg_toys (
  event_dt date COMMENT 'UTC day of the events',
  toys bigint COMMENT 'How many'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/toy_gold/agg_toys/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
