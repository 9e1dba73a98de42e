-- One current row per session of play.
-- @key session_id, event_dt
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_silver.sessions (
  session_id string COMMENT 'As sent',
  user_id_hash string COMMENT 'Who played',
  session_start_ts timestamp COMMENT 'Event time of the first event, UTC',
  session_end_ts timestamp COMMENT 'Event time of the last event, UTC',
  pieces bigint COMMENT 'Of all toys that were built',
  event_dt date COMMENT 'UTC day of session_start_ts',
  events bigint COMMENT 'Distinct events counted in the session',
  truncated boolean COMMENT 'True when events were left out',
  revision int COMMENT '0 when first written, one more with each correction',
  id_derived boolean COMMENT 'True when the lake made session_id'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/toy_silver/sessions/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
