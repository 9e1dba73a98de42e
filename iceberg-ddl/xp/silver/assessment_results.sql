-- Versions of assessment results as a slowly changing dimension of type 2: a row for each dateLastModified, and for each time that
-- a delivery of all results did not have it, or had it again. Written by the job xp.
-- @key result_id, valid_from, score_dt
-- @person student_id
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_silver.assessment_results (
  result_id string COMMENT 'sourcedId',
  student_id string COMMENT 'Student of the current version',
  activity_id string COMMENT 'Activity of the line item',
  attempt int COMMENT 'Attempt; null for content without attempts',
  status string COMMENT 'active, tobedeleted, or absent from a bulk delivery',
  graded boolean COMMENT 'True when fully or partially graded',
  banked boolean COMMENT 'True when the XP were awarded by another activity',
  xp decimal(18,4) COMMENT 'XP of this version; of a deletion that says none those of the version before',
  score_ts timestamp COMMENT 'scoreDate, UTC',
  valid_from timestamp COMMENT 'dateLastModified of this version; of an absent one the newest of the delivery that did not have it, UTC',
  valid_to timestamp COMMENT 'valid_from of the next version; null for the current one, UTC',
  score_dt date COMMENT 'UTC day of score_ts'
)
PARTITIONED BY (score_dt)
LOCATION 's3://${bucket}/xp_silver/assessment_results/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
