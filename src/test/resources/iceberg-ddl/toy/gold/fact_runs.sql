-- One row per run of events of toys of one colour in a session.
-- @key session_id, first_event_id, event_dt
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_gold.fact_runs (
  session_id string COMMENT 'As in toy_silver.sessions',
  first_event_id string COMMENT 'First of the run',
  colour string COMMENT 'Of all of them; empty where they have none',
  toys bigint COMMENT 'How many events',
  pieces bigint COMMENT 'Of those that were built',
  first_ts timestamp COMMENT 'Event time of the first, UTC',
  event_dt date COMMENT 'UTC day of the start of the session'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/toy_gold/fact_runs/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
