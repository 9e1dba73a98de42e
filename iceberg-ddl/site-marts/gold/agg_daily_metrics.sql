-- One row per day, project and environment. Sessions and users are distinct within the day: they do not add up over days.
-- Written by the job site-marts.
-- @key event_dt, project_id, environment
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_gold.agg_daily_metrics (
  event_dt date COMMENT 'UTC day of the page views, and of the first events of videos: view_dt of the facts',
  project_id string COMMENT 'Project',
  environment string COMMENT 'Environment',
  page_views bigint COMMENT 'Rows of gold.fact_page_views; adds up',
  sessions bigint COMMENT 'Distinct sessions with a page view or a video; of the day',
  users bigint COMMENT 'Distinct users among them; of the day',
  video_views bigint COMMENT 'Rows of gold.fact_video_engagement; adds up',
  video_plays bigint COMMENT 'play events in them; adds up',
  video_completes bigint COMMENT 'complete events in them; adds up',
  played_seconds double COMMENT 'Time in which videos played; adds up'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/site_gold/agg_daily_metrics/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
