-- One row per item and day on which it counts: what all exports said, as a set. Every export adds to it, none takes away,
-- so that a later export, which knows only an item's last update, cannot lower a day's figures.
-- @person user_id, model_id, owner
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE product_silver.product_activity (
  kind string COMMENT 'session, party or member',
  activity_dt date COMMENT 'UTC day of updatedAt of a session, of createdAt of a party or member',
  app string COMMENT 'Application: the second part of modelId, of a member that of owner',
  user_id string COMMENT 'User: owner without user-; of a member modelId without member-user-',
  model_id string COMMENT 'Partition key of the item',
  owner string COMMENT 'Sort key of the item',
  first_export_id string COMMENT 'Export that told it first',
  exported_ts timestamp COMMENT 'End of the window of that export, of a full one its time, UTC'
)
PARTITIONED BY (activity_dt)
LOCATION 's3://${bucket}/product_silver/product_activity/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
