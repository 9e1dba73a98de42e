-- One row per page view, with the time on the page; written when its session closes, corrected with it.
-- @key event_id, session_id, event_dt
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_gold.fact_page_views (
  event_id string COMMENT 'As in silver.events',
  session_id string COMMENT 'As in silver.sessions',
  user_id_hash string COMMENT 'User of the session, a pseudonym',
  project_id string COMMENT 'Project of the event',
  environment string COMMENT 'Environment of the event',
  ts timestamp COMMENT 'Event time, UTC, to the millisecond',
  page_url string COMMENT 'Page, at most 2,048 characters of it',
  view_number int COMMENT '1 for the first page of the session',
  seconds_on_page double COMMENT 'Seconds; null when neither sent nor followed by a later page in the session',
  seconds_sent boolean COMMENT 'True when seconds_on_page is what the browser sent, false when it is the time to the next page; null where it is null',
  is_entry boolean COMMENT 'True for the first page of the session',
  is_exit boolean COMMENT 'True for the last page of the session',
  referrer string COMMENT 'Page before the session, as in silver.sessions',
  utm_source string COMMENT 'Campaign source of the session',
  country string COMMENT 'Country of the session',
  device_type string COMMENT 'Kind of device of the session',
  view_dt date COMMENT 'UTC day of ts',
  event_dt date COMMENT 'UTC day of the start of the session, as in silver.sessions'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/site_gold/fact_page_views/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
