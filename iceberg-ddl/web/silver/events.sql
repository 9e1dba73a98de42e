-- One row per distinct event, flattened; empty strings are null; append-only.
-- @sort session_id, ts
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.parquet.dict-size-bytes=65536
-- @property write.parquet.dict-encoding-enabled.column.event_id=false
-- @property write.parquet.dict-encoding-enabled.column.ts=false
-- @property write.parquet.dict-encoding-enabled.column.ingest_ts=false
-- @property write.parquet.dict-encoding-enabled.column.arrival_ts=false
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE silver.events (
  event_id string COMMENT 'UUID in lower case; unique within its session',
  event_type string COMMENT 'page_view, chart_interaction or affiliate_click',
  ts timestamp COMMENT 'When the event happened by the client''s clock, UTC',
  ingest_ts bigint COMMENT 'When the ingest endpoint took the event, epoch milliseconds',
  session_id string COMMENT 'Browser session as sent; null when the producer sent none, or what is no id',
  user_id_hash string COMMENT 'Pseudonymous user',
  geo_country string COMMENT 'Country, ISO 3166-1 alpha-2 as sent',
  page_url string COMMENT 'Page of the event',
  referrer string COMMENT 'Page before it',
  locale string COMMENT 'Browser locale',
  user_agent string COMMENT 'Browser',
  ab_variant string COMMENT 'Variant of the A/B experiment',
  chart_action string COMMENT 'toggle, sort, filter, compare_expand or compare_collapse',
  chart_control_id string COMMENT 'Control that was used',
  chart_control_value string COMMENT 'Its value, as text',
  product_ids array<string> COMMENT 'Products in the chart',
  affiliate_link_id string COMMENT 'Affiliate link that was clicked',
  affiliate_target string COMMENT 'Its target',
  payout_cents bigint COMMENT 'Payout of the click, cents; at most 10^12',
  source string COMMENT 'Producer, for example web',
  schema_version string COMMENT 'Version of the producer contract',
  source_ip_anonymized string COMMENT 'The client''s network, /24 or /48',
  event_dt date COMMENT 'UTC day of the event time (ts, or the arrival time when clock_skewed)',
  event_hour string COMMENT 'UTC hour of the event time, two digits',
  arrival_ts timestamp COMMENT 'When the stream took the first record of this event, UTC',
  clock_skewed boolean COMMENT 'True when ts was later than arrival_ts plus 5 minutes, so arrival_ts counts as event time',
  in_session boolean COMMENT 'True when the event counts in the row of its session in silver.sessions; false for one without session, a late one, and one beyond the bounds of its session'
)
PARTITIONED BY (event_dt, event_type)
LOCATION 's3://${bucket}/silver/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
