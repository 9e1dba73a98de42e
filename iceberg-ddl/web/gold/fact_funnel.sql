-- One row per session: how far it came, with the user's segments at its start.
-- @key session_id, event_dt
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE gold.fact_funnel (
  session_id string COMMENT 'As in silver.sessions',
  user_id_hash string COMMENT 'Pseudonymous user',
  session_start_ts timestamp COMMENT 'Event time of the first event, UTC, to the millisecond',
  saw_comparison boolean COMMENT 'True when a page_view was of a comparison page',
  interacted_chart boolean COMMENT 'True when there was a chart_interaction',
  clicked_affiliate boolean COMMENT 'True when there was an affiliate_click',
  affiliate_target string COMMENT 'Target of the last click',
  payout_cents bigint COMMENT 'Sum over the clicks, cents; the largest number there is where old amounts come to more',
  segments array<string> COMMENT 'Segments active at session_start_ts, sorted; null when they could not be looked up',
  ab_variant string COMMENT 'As in silver.sessions',
  geo_country string COMMENT 'As in silver.sessions',
  event_dt date COMMENT 'UTC day of session_start_ts',
  segments_text string COMMENT 'segments joined with commas, for tools without arrays',
  segments_resolved boolean COMMENT 'False when the lookup failed and the segments are not known'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/gold/fact_funnel/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
