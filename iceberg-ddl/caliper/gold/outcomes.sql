-- One row per grading of an attempt; append-only, unique on event_id within its session key. A regrade is a further row; the newest by ts counts.
-- @person learner_id, grader_id
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE caliper_gold.outcomes (
  event_id string COMMENT 'As in silver.events',
  ts timestamp COMMENT 'When it was graded, UTC',
  learner_id string COMMENT 'user_id_hash of silver.events: the assignee of the attempt',
  grader_id string COMMENT 'actor_id of silver.events: a pseudonym where a Person, else the application',
  grader_type string COMMENT 'Person or SoftwareApplication; null when only an IRI came',
  attempt_id string COMMENT 'object_id of silver.events',
  attempt_count int COMMENT 'As in silver.events',
  assignable_id string COMMENT 'As in silver.events',
  assignable_type string COMMENT 'As in silver.events',
  score_given decimal(18,4) COMMENT 'As in silver.events',
  score_max decimal(18,4) COMMENT 'As in silver.events',
  score_ratio decimal(18,6) COMMENT 'score_given / score_max; null when score_max is null or 0',
  group_id string COMMENT 'As in silver.events',
  ed_app_id string COMMENT 'As in silver.events',
  event_dt date COMMENT 'As in silver.events'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/caliper_gold/outcomes/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
