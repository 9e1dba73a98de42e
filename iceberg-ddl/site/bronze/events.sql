-- One row per valid event of a site, duplicates included: the lossless landing of the contract.
-- @person user_id_hash, subject, unmapped
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.parquet.dict-size-bytes=65536
-- @property write.parquet.dict-encoding-enabled.column.event_id=false
-- @property write.parquet.dict-encoding-enabled.column.id=false
-- @property write.parquet.dict-encoding-enabled.column.ts=false
-- @property write.parquet.dict-encoding-enabled.column.arrival_ts=false
-- @property write.parquet.dict-encoding-enabled.column.sequence_number=false
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_bronze.events (
  event_id string COMMENT 'UUID in lower case, derived from source and id',
  event_type string COMMENT 'page_view or video_event',
  ts timestamp COMMENT 'When it happened by the client''s clock, UTC',
  source string COMMENT 'CloudEvents source: who sent the event; null of a plain body',
  id string COMMENT 'CloudEvents id, or event_id of a plain body; with the source it identifies the event',
  spec_version string COMMENT 'CloudEvents specversion; null of a plain body',
  ce_type string COMMENT 'CloudEvents type as sent, for example analytics.video.play',
  subject string COMMENT 'CloudEvents subject',
  data_schema string COMMENT 'CloudEvents dataschema: the contract that its producer names',
  data_content_type string COMMENT 'CloudEvents datacontenttype',
  schema_version string COMMENT 'Version of the event''s schema that its producer names',
  session_id string COMMENT 'Session as sent',
  user_id_hash string COMMENT 'User as sent, a pseudonym; null when nobody is signed in',
  project_id string COMMENT 'Project that the site belongs to',
  environment string COMMENT 'Environment of the site, for example production',
  page_url string COMMENT 'Page',
  page_title string COMMENT 'Its title',
  referrer string COMMENT 'Page before it',
  utm struct<source:string,medium:string,campaign:string> COMMENT 'Campaign',
  country string COMMENT 'Country, ISO 3166-1 alpha-2 as sent',
  browser string COMMENT 'Browser',
  os string COMMENT 'Operating system',
  device_type string COMMENT 'Kind of device',
  time_on_page double COMMENT 'Seconds on the page, as sent',
  video_id string COMMENT 'Video',
  action string COMMENT 'play, pause, seek, complete or error',
  position double COMMENT 'Seconds from the start of the video; of a seek the target',
  duration double COMMENT 'Length of the video, seconds',
  playback_rate double COMMENT '1 is the normal speed; 0 and null count as 1',
  quality string COMMENT 'Quality of the picture, for example 1080p',
  buffered double COMMENT 'Seconds that are buffered ahead',
  ingest_dt date COMMENT 'UTC day of arrival_ts',
  arrival_ts timestamp COMMENT 'When the stream took the record, UTC; for file input the file''s modification time, or ts where that is later than it',
  shard_id string COMMENT 'Shard of the record; for file input the file',
  sequence_number string COMMENT 'Sequence number of the record; for file input the line number',
  sub_sequence_number int COMMENT 'Position within a KPL-aggregated record, else 0',
  event_index int COMMENT 'Place of the event among those of its record, from 0',
  event_count int COMMENT 'How many events its record holds',
  clock_skewed boolean COMMENT 'True when ts was later than arrival_ts plus 5 minutes, so arrival_ts counts as event time',
  unmapped string COMMENT 'JSON text of the attributes and properties that the contract does not know, and of ids that count as absent; null when there are none'
)
PARTITIONED BY (event_type, ingest_dt)
LOCATION 's3://${bucket}/site_bronze/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
