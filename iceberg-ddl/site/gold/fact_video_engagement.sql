-- One row per session and video: how it was watched; written when the session closes, corrected with it.
-- @key session_id, video_id, event_dt
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_gold.fact_video_engagement (
  session_id string COMMENT 'As in silver.sessions',
  video_id string COMMENT 'Video',
  user_id_hash string COMMENT 'User of the session, a pseudonym',
  project_id string COMMENT 'Project of the first event',
  environment string COMMENT 'Environment of the first event',
  first_ts timestamp COMMENT 'Event time of the first event of the video, UTC, to the millisecond',
  last_ts timestamp COMMENT 'Event time of the last event of the video, UTC, to the millisecond',
  plays int COMMENT 'play events',
  pauses int COMMENT 'pause events',
  seeks int COMMENT 'seek events',
  completes int COMMENT 'complete events',
  errors int COMMENT 'error events',
  played_seconds double COMMENT 'Time in which it played; pauses and stalls do not count',
  content_seconds double COMMENT 'Content that was played, repeats included',
  unique_seconds double COMMENT 'Content that was played, each second once',
  furthest_position double COMMENT 'Furthest place that was told or reached, seconds from the start',
  duration double COMMENT 'Length of the video, seconds; the longest that was told',
  completion double COMMENT 'unique_seconds of duration, 0 to 1; null where the duration is not known',
  completed boolean COMMENT 'True when the end was told',
  estimated boolean COMMENT 'True when an end was not told, and the last event of the session stands for it',
  country string COMMENT 'Country of the session',
  device_type string COMMENT 'Kind of device of the session',
  revision int COMMENT 'That of the session: 0 when first written',
  view_dt date COMMENT 'UTC day of first_ts',
  event_dt date COMMENT 'UTC day of the start of the session, as in silver.sessions'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/site_gold/fact_video_engagement/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
