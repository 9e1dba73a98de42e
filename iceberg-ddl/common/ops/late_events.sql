-- Events that came after the state of their session was gone: in silver.events, in no session, healed by a rebuild.
-- @person user_id_hash
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE ops.late_events (
  event_id string COMMENT 'As in silver.events',
  event_type string COMMENT 'As in silver.events',
  session_id string COMMENT 'As in silver.events',
  user_id_hash string COMMENT 'Pseudonymous user',
  ts timestamp COMMENT 'As in silver.events',
  event_dt date COMMENT 'As in silver.events: the partition that a rebuild has to heal',
  arrival_ts timestamp COMMENT 'When the stream took the record, UTC',
  watermark_ts timestamp COMMENT 'Event-time watermark when it was processed, UTC'
)
PARTITIONED BY (day(arrival_ts))
LOCATION 's3://${bucket}/ops/late_events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
