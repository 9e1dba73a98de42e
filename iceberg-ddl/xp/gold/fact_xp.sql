-- One row per earning: a student, an activity, an attempt. XP that two pipelines report are counted once. Written by the job xp.
-- Events that no result tells of and that have no attempt are earnings of their own, by first_event_id.
-- @key student_id, activity_id, attempt, first_event_id, local_dt
-- @person student_id
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE xp_gold.fact_xp (
  student_id string COMMENT 'Student',
  activity_id string COMMENT 'Activity',
  attempt int COMMENT 'Attempt; null for content without attempts',
  xp decimal(18,4) COMMENT 'XP earned; 0 when void; may be negative',
  status string COMMENT 'active or void',
  record_source string COMMENT 'caliper or oneroster: whose figure xp is',
  sources array<string> COMMENT 'All claims of it: caliper:event:ID, oneroster:result:ID, sorted',
  sources_text string COMMENT 'sources joined with commas, for tools without arrays',
  flag string COMMENT 'bundled, suspected, unexplained or differs; null when both sources agree, or one is there',
  earned_ts timestamp COMMENT 'Time of the first event, else scoreDate, UTC',
  local_dt date COMMENT 'Day of earned_ts where the school of the student is',
  timezone string COMMENT 'IANA zone by which local_dt was told',
  school_id string COMMENT 'School of the student at earned_ts; null where the roster does not say',
  app string COMMENT 'edApp of the first event, else application; null without an event',
  course_id string COMMENT 'Course of the first event',
  subject string COMMENT 'Subject of the first event',
  first_event_id string COMMENT 'First event, where it alone tells the earning from others; null where attempt or result does'
)
PARTITIONED BY (local_dt)
LOCATION 's3://${bucket}/xp_gold/fact_xp/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
