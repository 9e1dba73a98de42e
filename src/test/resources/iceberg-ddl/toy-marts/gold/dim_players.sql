-- One current row per child that plays.
-- @key child
-- @person child
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE toy_gold.dim_players (
  child string COMMENT 'Hash that stands for who played',
  toys bigint COMMENT 'How many it has built'
)
LOCATION 's3://${bucket}/toy_gold/dim_players/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
