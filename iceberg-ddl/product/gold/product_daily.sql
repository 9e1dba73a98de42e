-- Product metrics: one row per UTC day and application that has activities.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE product_gold.product_daily (
  metric_dt date COMMENT 'UTC day',
  app string COMMENT 'Application',
  active_users bigint COMMENT 'Distinct users with a session; those of several days do not add up',
  games_played bigint COMMENT 'Sessions',
  parties_created bigint COMMENT 'Parties',
  parties_joined bigint COMMENT 'Members of parties',
  computed_ts timestamp COMMENT 'When it was computed, UTC',
  export_id string COMMENT 'Newest export that was counted for the day',
  complete boolean COMMENT 'False while the day was told by full exports only, which know the last update alone: a lower bound'
)
PARTITIONED BY (metric_dt)
LOCATION 's3://${bucket}/product_gold/product_daily/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
