-- One row per rejected event, or record that cannot be taken apart: what came in, why it was rejected, and where in the record.
-- @person payload
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE bronze.dead_letters (
  family string COMMENT 'Event family of the stream, for example web',
  reason string COMMENT 'Stable reason code, see the data dictionary',
  pointer string COMMENT 'JSON pointer (RFC 6901) of the offending field within the record; empty for the whole record',
  message string COMMENT 'What is wrong, in a sentence for the producer''s developer',
  payload binary COMMENT 'The record, of several events with the rejected one alone, addresses cut to their networks; without consent, or where an id names a person, only names, types and the words of the contract; at most 1 MiB',
  masked boolean COMMENT 'True when anything of the payload was masked, cut off or withheld, so that it can not be replayed',
  payload_bytes bigint COMMENT 'Size of the record as it came, or with the rejected event alone, bytes',
  arrival_ts timestamp COMMENT 'When the stream took the record, UTC',
  shard_id string COMMENT 'Shard of the record; for file input the file',
  sequence_number string COMMENT 'Sequence number of the record; for file input the line number',
  sub_sequence_number int COMMENT 'Position within a KPL-aggregated record, else 0',
  event_index int COMMENT 'Place of the rejected event among those of its record, from 0; null for a record that cannot be taken apart',
  event_count int COMMENT 'How many events the record holds; null where event_index is',
  decoder_version string COMMENT 'Version of the decoder that rejected the record',
  ingest_dt date COMMENT 'UTC day of arrival_ts',
  replayed_ts timestamp COMMENT 'When the record was decoded again and became a row of bronze.events, UTC; else null'
)
PARTITIONED BY (ingest_dt, reason)
LOCATION 's3://${bucket}/bronze/dead_letters/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
