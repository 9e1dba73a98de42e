-- Segment memberships of users as a slowly changing dimension of type 2: one row per user, segment and validity. No two of
-- a user and segment overlap: the items of the DynamoDB table that do are one row. Written by the job segments.
-- @key user_id_hash, segment_key, valid_from
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE silver.user_segments (
  user_id_hash string COMMENT 'Pseudonymous user',
  segment_key string COMMENT 'Segment',
  as_of_ts timestamp COMMENT 'Time of the newest change that made this row what it is, UTC',
  valid_from timestamp COMMENT 'Start of the membership, inclusive, UTC',
  valid_to timestamp COMMENT 'End of the membership, exclusive, UTC; null while it lasts'
)
PARTITIONED BY (segment_key)
LOCATION 's3://${bucket}/silver/user_segments/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
