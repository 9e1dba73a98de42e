-- One row per result of a delivery that cannot be counted: what it was, and why. Written by the job xp.
-- @person payload
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_bronze.rejected_results (
  result_id string COMMENT 'sourcedId; null where there is none',
  reason string COMMENT 'MISSING_FIELD, WRONG_TYPE, BAD_ENUM, BAD_TIMESTAMP or OUT_OF_RANGE',
  pointer string COMMENT 'JSON pointer (RFC 6901) of the offending field within the result',
  message string COMMENT 'What is wrong, in a sentence',
  payload string COMMENT 'The result as JSON text; of a row of a CSV file its cells',
  delivery bigint COMMENT 'Number in ops.result_deliveries',
  delivery_row bigint COMMENT 'Place of the result in the delivery, from 1',
  arrival_ts timestamp COMMENT 'When the run that read it began, UTC',
  ingest_dt date COMMENT 'UTC day of arrival_ts'
)
PARTITIONED BY (ingest_dt)
LOCATION 's3://${bucket}/xp_bronze/rejected_results/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
