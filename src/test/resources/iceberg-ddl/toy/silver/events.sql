-- One row per distinct event of a toy; append-only.
-- @sort session_id, ts
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_silver.events (
  event_id string COMMENT 'Unique within its session',
  event_type string COMMENT 'built or broken',
  ts timestamp COMMENT 'When it happened, UTC',
  session_id string COMMENT 'Of play',
  user_id_hash string COMMENT 'Who played',
  colour string COMMENT 'Of the toy',
  pieces bigint COMMENT 'How many it has',
  event_dt date COMMENT 'UTC day of ts',
  arrival_ts timestamp COMMENT 'When the stream took the record, UTC',
  clock_skewed boolean COMMENT 'True when arrival_ts counts as event time',
  in_session boolean COMMENT 'True when the event counts in the row of its session'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/toy_silver/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
