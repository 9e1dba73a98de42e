-- One row per toy that was built.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_gold.fact_toys (
  event_id string COMMENT 'As in toy_silver.events',
  colour string COMMENT 'Of the toy',
  pieces bigint COMMENT 'How many it has',
  event_dt date COMMENT 'UTC day of the event time'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/toy_gold/fact_toys/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
