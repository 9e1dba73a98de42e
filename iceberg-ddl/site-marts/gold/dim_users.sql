-- One current row per user of a project; written by the job site-marts.
-- @key user_id_hash, project_id
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_gold.dim_users (
  user_id_hash string COMMENT 'User, a pseudonym',
  project_id string COMMENT 'Project of its sessions',
  first_seen_ts timestamp COMMENT 'First event of a session, UTC',
  last_seen_ts timestamp COMMENT 'Last event of a session, UTC',
  sessions bigint COMMENT 'Sessions',
  page_views bigint COMMENT 'Page views in them',
  video_views bigint COMMENT 'Videos in them, each once a session',
  played_seconds double COMMENT 'Time in which videos played',
  last_country string COMMENT 'Country of the last session that has one',
  last_device_type string COMMENT 'Kind of device of the last session that has one'
)
PARTITIONED BY (project_id)
LOCATION 's3://${bucket}/site_gold/dim_users/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
