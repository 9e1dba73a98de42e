-- What a learner did in a day, an application and a group, additive: several rows may share a grain, readers sum them.
-- @person learner_id
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE caliper_gold.learning_days (
  event_dt date COMMENT 'UTC day of the event time',
  learner_id string COMMENT 'user_id_hash of silver.events; null for anonymous ones',
  ed_app_id string COMMENT 'As in silver.events',
  group_id string COMMENT 'As in silver.events',
  events bigint COMMENT 'Distinct events to add',
  view_events bigint COMMENT 'ViewEvents and NavigationEvents to add',
  items_completed bigint COMMENT 'AssessmentItemEvents and QuestionnaireItemEvents with Completed to add',
  submissions bigint COMMENT 'AssessmentEvents and AssignableEvents with Submitted to add',
  grades bigint COMMENT 'GradeEvents to add',
  active_s decimal(18,3) COMMENT 'Reported active time to add, seconds',
  xp decimal(18,4) COMMENT 'Reported XP to add, signed'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/caliper_gold/learning_days/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
