-- One current row per session of a site; a late event replaces the row by one with the next revision.
-- @key session_id, event_dt
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_silver.sessions (
  session_id string COMMENT 'Session as sent, or derived from user and first event when the producer sent none',
  user_id_hash string COMMENT 'User, a pseudonym, of the first event that has one',
  project_id string COMMENT 'Project of the first event that has one',
  environment string COMMENT 'Environment of the first event that has one',
  session_start_ts timestamp COMMENT 'Event time of the first event, UTC, to the millisecond',
  session_end_ts timestamp COMMENT 'Event time of the last event, UTC, to the millisecond',
  page_views bigint COMMENT 'Page views',
  video_events bigint COMMENT 'Events of players',
  video_views bigint COMMENT 'Distinct videos',
  first_page_url string COMMENT 'Page of the first page view that has one',
  last_page_url string COMMENT 'Page of the last page view that has one',
  referrer string COMMENT 'Page before the first page, of the first event that has one',
  utm_source string COMMENT 'Campaign source of the first event that has one',
  utm_medium string COMMENT 'Campaign medium of the first event that has one',
  utm_campaign string COMMENT 'Campaign of the first event that has one',
  country string COMMENT 'Country of the first event that has one',
  device_type string COMMENT 'Kind of device of the first event that has one',
  event_dt date COMMENT 'UTC day of session_start_ts',
  events bigint COMMENT 'Distinct events counted in the session',
  truncated boolean COMMENT 'True when events past 24 hours or 10,000 events were left out',
  revision int COMMENT '0 when first written, one more with each correction',
  id_derived boolean COMMENT 'True when the lake made session_id; false when the producer sent it'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/site_silver/sessions/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
