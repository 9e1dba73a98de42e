-- One row per delivery of results that was read: a file, or the files of a bulk in one folder. A file is read once, and again when it is another.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_ops.result_deliveries (
  delivery bigint COMMENT 'Number, from 1: later deliveries have greater ones',
  file string COMMENT 'Path of the file below what xp.results named',
  digest string COMMENT 'SHA-256 of its bytes, hexadecimal: a file of the name and digest that it had last is known again',
  version string COMMENT 'What the store tells this content of the file from others by, the ETag of S3; null of a file of a machine',
  bulk boolean COMMENT 'True where the delivery has all results that there are',
  results bigint COMMENT 'Results that can be counted',
  rejected bigint COMMENT 'Results in bronze.rejected_results',
  unchanged bigint COMMENT 'Those of results that are as they were in the delivery of all results before, and have no row; null where each has one',
  newest_ts timestamp COMMENT 'Newest dateLastModified in the file, UTC; null where it has none',
  read_ts timestamp COMMENT 'When the run that read it began, UTC',
  read_dt date COMMENT 'UTC day of read_ts'
)
PARTITIONED BY (read_dt)
LOCATION 's3://${bucket}/xp_ops/result_deliveries/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
