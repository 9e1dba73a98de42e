-- The balance of closed days by line of the balance sheet, one row for each line and day: what audit --new need not
-- compute again while the files are the same. Written by audit --new alone; whoever drops it loses time only.
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
CREATE TABLE ops.audits (
  table_set string COMMENT 'Tables that it is about: a folder of iceberg-ddl',
  line string COMMENT 'Line of the balance sheet, for example 2a',
  day date COMMENT 'Day, UTC: of the arrival, of the event time for sessions and gold; null for a line that has no days',
  left_side decimal(38,0) COMMENT 'Left side of the equation on that day',
  right_side decimal(38,0) COMMENT 'Right side; the same but for line 3a, whose sides are equal only over all days',
  files string COMMENT 'Fingerprint of the files that can hold rows of the day, of the equation and of both sides',
  snapshots string COMMENT 'Snapshots that were read, each as TABLE=ID',
  state string COMMENT 'Which state of the lake that was, in words',
  audited_ts timestamp COMMENT 'When it was computed, UTC'
)
LOCATION 's3://${bucket}/ops/audits/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
