-- One row per table, run and day (or part) that the job site-marts wrote: up to which snapshots it read.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_ops.transform_runs (
  table_name string COMMENT 'Table that was written, for example agg_daily_metrics',
  event_dt date COMMENT 'Day that was written; null where the table is not by day, or no day changed',
  source_table string COMMENT 'Table that was read, for example gold.fact_page_views',
  from_snapshot_id bigint COMMENT 'Its snapshot up to which the run before had read; null for the first run, and for one that makes all anew',
  to_snapshot_id bigint COMMENT 'Its snapshot up to which this run read',
  rows_read bigint COMMENT 'Rows of that table that are of the day; where there is none, that lie on days on which a source changed',
  rows_written bigint COMMENT 'Rows that were written: of the day, or all',
  run_ts timestamp COMMENT 'When the run began, UTC'
)
PARTITIONED BY (table_name)
LOCATION 's3://${bucket}/site_ops/transform_runs/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
