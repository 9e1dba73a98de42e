-- One row per distinct event of a site, flattened; empty strings are null; append-only.
-- @sort session_id, ts
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.parquet.dict-size-bytes=65536
-- @property write.parquet.dict-encoding-enabled.column.event_id=false
-- @property write.parquet.dict-encoding-enabled.column.id=false
-- @property write.parquet.dict-encoding-enabled.column.ts=false
-- @property write.parquet.dict-encoding-enabled.column.arrival_ts=false
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_silver.events (
  event_id string COMMENT 'UUID in lower case, derived from source and id; unique within its session',
  event_type string COMMENT 'page_view or video_event',
  ts timestamp COMMENT 'When it happened by the client''s clock, UTC',
  source string COMMENT 'CloudEvents source; null of a plain body',
  id string COMMENT 'CloudEvents id, or event_id of a plain body',
  session_id string COMMENT 'Session as sent; null when the producer sent none, or what is no id',
  user_id_hash string COMMENT 'User as sent, a pseudonym; null when nobody is signed in',
  project_id string COMMENT 'Project that the site belongs to',
  environment string COMMENT 'Environment of the site, for example production',
  page_url string COMMENT 'Page',
  page_title string COMMENT 'Its title',
  referrer string COMMENT 'Page before it',
  utm_source string COMMENT 'Campaign source',
  utm_medium string COMMENT 'Campaign medium',
  utm_campaign string COMMENT 'Campaign',
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
  quality string COMMENT 'Quality of the picture',
  schema_version string COMMENT 'Version of the event''s schema that its producer names',
  event_dt date COMMENT 'UTC day of the event time (ts, or the arrival time when clock_skewed)',
  arrival_ts timestamp COMMENT 'When the stream took the first record of this event, UTC',
  clock_skewed boolean COMMENT 'True when ts was later than arrival_ts plus 5 minutes, so arrival_ts counts as event time',
  in_session boolean COMMENT 'True when the event counts in the row of its session in silver.sessions; false for one without session, a late one, and one beyond the bounds of its session'
)
PARTITIONED BY (event_dt, event_type)
LOCATION 's3://${bucket}/site_silver/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
