-- One row per valid event, duplicates included: the lossless landing of the contract.
-- @person user, unmapped
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.parquet.dict-size-bytes=65536
-- @property write.parquet.dict-encoding-enabled.column.event_id=false
-- @property write.parquet.dict-encoding-enabled.column.ts=false
-- @property write.parquet.dict-encoding-enabled.column.ingest_ts=false
-- @property write.parquet.dict-encoding-enabled.column.arrival_ts=false
-- @property write.parquet.dict-encoding-enabled.column.sequence_number=false
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE bronze.events (
  schema_version string COMMENT 'Version of the producer contract, 1.x.y; null when the producer sent none',
  event_type string COMMENT 'page_view, chart_interaction or affiliate_click',
  event_id string COMMENT 'UUID in lower case; derived from session, type, ts and payload when the producer sent none',
  ts timestamp COMMENT 'When the event happened by the client''s clock, UTC',
  ingest_ts bigint COMMENT 'When the ingest endpoint took the event, epoch milliseconds',
  source string COMMENT 'Producer, for example web',
  privacy struct<analytics:boolean,ads:boolean,source_ip_anonymized:string> COMMENT 'Consent and the client''s network, /24 or /48',
  `user` struct<user_id_hash:string,geo_country:string> COMMENT 'Pseudonymous user and country',
  session struct<session_id:string,utm:struct<source:string,medium:string,campaign:string,term:string,content:string>> COMMENT 'Browser session and campaign',
  ctx struct<page_url:string,referrer:string,locale:string,user_agent:string,ab_variant:string> COMMENT 'Page, browser and experiment variant',
  chart struct<product_ids:array<string>,action:string,control_id:string,control_value:string> COMMENT 'Chart interaction; control_value as text',
  affiliate struct<link_id:string,target:string,payout_cents:bigint> COMMENT 'Affiliate click',
  metadata struct<sdk_version:string,experiment_keys:array<string>,schema_hash:string> COMMENT 'About the producer',
  ingest_dt date COMMENT 'UTC day of arrival_ts',
  hour string COMMENT 'UTC hour of arrival_ts, two digits',
  arrival_ts timestamp COMMENT 'When the stream took the record, UTC; for file input ingest_ts where sane, else the file''s modification time',
  shard_id string COMMENT 'Shard of the record; for file input the file',
  sequence_number string COMMENT 'Sequence number of the record; for file input the line number',
  sub_sequence_number int COMMENT 'Position within a KPL-aggregated record, else 0',
  event_index int COMMENT 'Place of the event among those of its record, from 0; null, which is 0, in rows of release 0.1.0',
  event_count int COMMENT 'How many events its record holds; null, which is 1, in rows of release 0.1.0',
  clock_skewed boolean COMMENT 'True when ts was later than arrival_ts plus 5 minutes, so arrival_ts counts as event time',
  unmapped string COMMENT 'JSON text of the properties that the contract does not know, and of ids that count as absent; null when there are none'
)
PARTITIONED BY (event_type, ingest_dt, hour)
LOCATION 's3://${bucket}/bronze/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
