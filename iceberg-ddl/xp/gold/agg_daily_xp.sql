-- XP by student and local day: sums over gold.fact_xp. Written by the job xp.
-- @key student_id, local_dt
-- @person student_id
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_gold.agg_daily_xp (
  student_id string COMMENT 'Student',
  local_dt date COMMENT 'Day where the school of the student is',
  xp decimal(38,4) COMMENT 'Sum over gold.fact_xp',
  earnings bigint COMMENT 'Active rows of it',
  void_earnings bigint COMMENT 'Void rows of it, which have 0 XP',
  doubtful_earnings bigint COMMENT 'Rows of it that are suspected or unexplained: they may be counted twice'
)
PARTITIONED BY (local_dt)
LOCATION 's3://${bucket}/xp_gold/agg_daily_xp/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
