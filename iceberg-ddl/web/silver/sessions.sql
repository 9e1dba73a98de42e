-- One current row per session; a late event replaces the row by one with the next revision.
-- @key session_id, event_dt
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE silver.sessions (
  session_id string COMMENT 'Session as sent, or derived from user and first event when the producer sent none',
  user_id_hash string COMMENT 'Pseudonymous user, of the first event that has one',
  session_start_ts timestamp COMMENT 'Event time of the first event, UTC, to the millisecond',
  session_end_ts timestamp COMMENT 'Event time of the last event, UTC, to the millisecond',
  pageviews int COMMENT 'Events of type page_view',
  chart_interactions int COMMENT 'Events of type chart_interaction',
  affiliate_clicks int COMMENT 'Events of type affiliate_click',
  first_page_url string COMMENT 'Page of the first event that has one',
  last_page_url string COMMENT 'Page of the last event that has one',
  ab_variant string COMMENT 'Variant of the first event that has one',
  geo_country string COMMENT 'Country of the first event that has one',
  event_dt date COMMENT 'UTC day of session_start_ts',
  events bigint COMMENT 'Distinct events counted in the session',
  truncated boolean COMMENT 'True when events past 24 hours or 10,000 events were left out',
  revision int COMMENT '0 when first written, one more with each correction',
  id_derived boolean COMMENT 'True when the lake made session_id; false when the producer sent it; null in rows of release 0.1.0'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/silver/sessions/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
