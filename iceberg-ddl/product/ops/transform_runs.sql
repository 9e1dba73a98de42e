-- One row per run over an export and day that it counted; committed after all other tables of the run.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE product_ops.transform_runs (
  table_name string COMMENT 'gold.product_daily',
  event_dt date COMMENT 'UTC day that was counted',
  export_id string COMMENT 'Export that was read',
  incremental boolean COMMENT 'Whether it has the changes of that day, and so all that counts on it',
  run_ts timestamp COMMENT 'When, UTC'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/product_ops/transform_runs/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
