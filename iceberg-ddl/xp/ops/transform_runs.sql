-- One row per run of the job xp that counted: up to where it read, and by what.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_ops.transform_runs (
  run_ts timestamp COMMENT 'When the run began, UTC; later than that of the run before',
  from_snapshot_id bigint COMMENT 'Snapshot of silver.events of the learning family up to which the run before had read; null for the first',
  to_snapshot_id bigint COMMENT 'Snapshot up to which this one read; null where there is none',
  last_delivery bigint COMMENT 'Last delivery that is counted; 0 for none',
  rules string COMMENT 'What else the rows depend on: digest of the roster, zone of students that it lacks',
  students bigint COMMENT 'Students that were counted anew',
  rows_added bigint COMMENT 'Rows that came, of all tables',
  rows_removed bigint COMMENT 'Rows that went',
  run_dt date COMMENT 'UTC day of run_ts'
)
PARTITIONED BY (run_dt)
LOCATION 's3://${bucket}/xp_ops/transform_runs/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
