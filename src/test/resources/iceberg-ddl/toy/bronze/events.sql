-- One row per event of a toy, two of which are in a record.
-- @person user, unmapped
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_bronze.events (
  event_id string COMMENT 'As sent',
  event_type string COMMENT 'built or broken',
  session struct<session_id:string> COMMENT 'Session of play',
  `user` struct<user_id_hash:string> COMMENT 'Hash that stands for who played',
  colour string COMMENT 'Of the toy',
  pieces bigint COMMENT 'How many it has',
  ts timestamp COMMENT 'When it happened, UTC',
  ingest_dt date COMMENT 'UTC day of arrival_ts',
  arrival_ts timestamp COMMENT 'When the stream took the record, UTC',
  shard_id string COMMENT 'Shard of the record',
  sequence_number string COMMENT 'Sequence number of the record',
  sub_sequence_number int COMMENT 'Position within an aggregated record, else 0',
  event_index int COMMENT 'Place of the event among those of its record, from 0',
  event_count int COMMENT 'How many events its record holds',
  clock_skewed boolean COMMENT 'True when arrival_ts counts as event time',
  unmapped string COMMENT 'JSON text of the properties that the contract does not know'
)
PARTITIONED BY (ingest_dt)
LOCATION 's3://${bucket}/toy_bronze/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
