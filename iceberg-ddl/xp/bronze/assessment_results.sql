-- One row per assessment result of a delivery, as it was delivered; of a delivery of all results those that are news,
-- and those that it does not have any more. Written by the job xp.
-- @person student_id, metadata
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_bronze.assessment_results (
  result_id string COMMENT 'sourcedId',
  status string COMMENT 'active, tobedeleted, or absent from this delivery of all results',
  modified_ts timestamp COMMENT 'dateLastModified, UTC; null where absent',
  student_id string COMMENT 'student.sourcedId; null where a deletion does not say',
  activity_id string COMMENT 'assessmentLineItem.sourcedId or lineItem.sourcedId without the suffix of line items; null where a deletion does not say',
  attempt int COMMENT 'metadata.attempt, else the number behind _attempt_ in sourcedId; null for content without attempts',
  graded boolean COMMENT 'True where scoreStatus is fully or partially graded',
  banked boolean COMMENT 'True where metadata.xpReason says why another activity awarded the XP',
  xp decimal(18,4) COMMENT 'metadata.xp; null when there is none',
  score_ts timestamp COMMENT 'scoreDate, else dateLastModified, UTC; null where absent',
  metadata string COMMENT 'metadata as JSON text',
  delivery bigint COMMENT 'Number in ops.result_deliveries',
  delivery_row bigint COMMENT 'Place of the result in the delivery, from 1',
  arrival_ts timestamp COMMENT 'When the run that read it began, UTC',
  ingest_dt date COMMENT 'UTC day of arrival_ts'
)
PARTITIONED BY (ingest_dt)
LOCATION 's3://${bucket}/xp_bronze/assessment_results/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
