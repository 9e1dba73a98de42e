-- One current row per session; a late event replaces the row by one with the next revision.
-- @key session_id, event_dt
-- @person user_id_hash
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE caliper_silver.sessions (
  session_id string COMMENT 'Session as sent, or derived from learner and first event when the producer sent none',
  user_id_hash string COMMENT 'The learner, a pseudonym, of the first event that has one; null when the session is anonymous',
  learners int COMMENT 'Distinct learners of its events, counted up to 2: 2 tells of a placeholder that is not configured',
  session_start_ts timestamp COMMENT 'Event time of the first event, UTC, to the millisecond',
  session_end_ts timestamp COMMENT 'Event time of the last event, UTC, to the millisecond',
  declared_start_ts timestamp COMMENT 'session.startedAtTime of the first event that has one, UTC',
  declared_duration_s decimal(18,3) COMMENT 'duration of the Session that a TimedOut or LoggedOut event tells, seconds',
  ended_by string COMMENT 'LoggedOut or TimedOut, of the last event that is one; null when its events ended with neither',
  ed_app_id string COMMENT 'Of the first event that has one',
  group_id string COMMENT 'Of the first event that has one',
  federated_session_id string COMMENT 'Of the first event that has one',
  navigations bigint COMMENT 'NavigationEvents and ViewEvents',
  assessments bigint COMMENT 'AssessmentEvents, AssessmentItemEvents and AssignableEvents',
  media bigint COMMENT 'MediaEvents',
  social bigint COMMENT 'ForumEvents, ThreadEvents, MessageEvents, FeedbackEvents and AnnotationEvents',
  events bigint COMMENT 'Distinct events counted in the session',
  active_s decimal(18,3) COMMENT 'Sum of reported active time, seconds; null when none was reported',
  truncated boolean COMMENT 'True when events past 24 hours or 10,000 events were left out',
  revision int COMMENT '0 when first written, one more with each correction',
  event_dt date COMMENT 'UTC day of session_start_ts',
  id_derived boolean COMMENT 'True when the lake made session_id; false when the producer sent it'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/caliper_silver/sessions/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
