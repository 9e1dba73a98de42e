-- One row per value of a metric that was sent: the newest is what a later value is compared with, since CloudWatch adds
-- what it is sent again to what it has.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE product_ops.metric_values (
  metric_dt date COMMENT 'UTC day of the value, whose time is its midnight',
  app string COMMENT 'Application',
  metric string COMMENT 'ActiveUsers, GamesPlayed, PartiesCreated or PartiesJoined',
  metric_value bigint COMMENT 'Value',
  target string COMMENT 'Where it was sent: cloudwatch: and the namespace, or files for metrics run --out',
  sent_ts timestamp COMMENT 'When, UTC'
)
PARTITIONED BY (metric_dt)
LOCATION 's3://${bucket}/product_ops/metric_values/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
