-- One row per run over an export that changed the tables: what was read, and what became of it. Items read = counted +
-- outside + other + removed + rejected.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE product_ops.metric_exports (
  export_id string COMMENT 'Id of the export',
  table_arn string COMMENT 'Table that was exported',
  export_type string COMMENT 'FULL_EXPORT or INCREMENTAL_EXPORT',
  from_ts timestamp COMMENT 'Start of the window of an incremental export, inclusive, UTC; null of a full one',
  to_ts timestamp COMMENT 'End of the window, exclusive; of a full export its time, UTC',
  first_dt date COMMENT 'First day that was counted, UTC',
  last_dt date COMMENT 'Last day that was counted, inclusive, UTC',
  files bigint COMMENT 'Data files of the manifest',
  read_items bigint COMMENT 'Items of the manifest, all of which were read',
  counted_items bigint COMMENT 'Activities of the days',
  added_items bigint COMMENT 'Of the counted: rows that silver.product_activity did not have before',
  outside_items bigint COMMENT 'Activities of other days',
  other_items bigint COMMENT 'Of other models than session, party and member',
  removed_items bigint COMMENT 'Without a new image',
  rejected_items bigint COMMENT 'Malformed',
  rejected_reasons string COMMENT 'The rejected by reason, as REASON=count with commas; null where there are none',
  run_ts timestamp COMMENT 'When it was run, UTC',
  run_dt date COMMENT 'UTC day of run_ts'
)
PARTITIONED BY (run_dt)
LOCATION 's3://${bucket}/product_ops/metric_exports/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
