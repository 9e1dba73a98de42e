-- One row per run and table that it wrote.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_ops.transform_runs (
  table_name string COMMENT 'Table that was written',
  rows_written bigint COMMENT 'Rows that were written',
  run_dt date COMMENT 'UTC day of the run'
)
LOCATION 's3://${bucket}/toy_ops/transform_runs/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
