-- What a source says that a student earned: one row per source and id there, as it is now, and what became of it. Where
-- gold.fact_xp comes from. Written by the job xp.
-- @key source, source_id, claim_dt
-- @person student_id
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_silver.xp_claims (
  source string COMMENT 'caliper or oneroster',
  source_id string COMMENT 'Event id without urn:uuid:, or result id',
  student_id string COMMENT 'Student',
  activity_id string COMMENT 'Activity',
  attempt int COMMENT 'Attempt that it was matched to; null for content without attempts',
  claimed_xp decimal(18,4) COMMENT 'XP as the source says; null when it says none',
  claim_ts timestamp COMMENT 'eventTime or scoreDate, UTC',
  version_ts timestamp COMMENT 'Event: when it arrived; result: dateLastModified, UTC',
  role string COMMENT 'record or bank: it counts; superseded: another source is of record; repeated: another event says the same; void: the result is gone; none: it claims nothing',
  counted_xp decimal(18,4) COMMENT 'What of claimed_xp is in gold.fact_xp by this claim; null where it does not count',
  bundled_xp decimal(18,4) COMMENT 'What of the XP of an event other results account for; null where none',
  bundle_event_id string COMMENT 'Of a banked result: the event that banked it; else null',
  producer string COMMENT 'Event: the sensor that sent it; null of a result',
  app string COMMENT 'Event: edApp, else application; null of a result',
  claim_dt date COMMENT 'UTC day of claim_ts'
)
PARTITIONED BY (claim_dt)
LOCATION 's3://${bucket}/xp_silver/xp_claims/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
