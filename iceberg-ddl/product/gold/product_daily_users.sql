-- Product metrics by user: one row per UTC day, application and user with a session or a party of their own.
-- @person user_id
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE product_gold.product_daily_users (
  metric_dt date COMMENT 'UTC day',
  app string COMMENT 'Application',
  user_id string COMMENT 'User',
  games_played bigint COMMENT 'Sessions of the user; the user is active with one or more',
  parties_created bigint COMMENT 'Parties of the user'
)
PARTITIONED BY (metric_dt)
LOCATION 's3://${bucket}/product_gold/product_daily_users/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
