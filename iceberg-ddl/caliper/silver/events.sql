-- One row per distinct learning event, flattened; ids of entities whether they came as object or as IRI; append-only.
-- @sort user_id_hash, ts
-- @person user_id_hash, actor_id, object_id, target_id, generated_id, referrer_id, scored_by_id, response_text, extensions
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.parquet.dict-encoding-enabled.column.event_id=false
-- @property write.parquet.dict-encoding-enabled.column.id=false
-- @property write.parquet.dict-encoding-enabled.column.ts=false
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE caliper_silver.events (
  event_id string COMMENT 'UUID in lower case, derived from id and type; unique within its session, else its learner',
  id string COMMENT 'id as sent, in lower case, without urn:uuid:',
  event_type string COMMENT 'type',
  action string COMMENT 'action',
  profile string COMMENT 'profile',
  ts timestamp COMMENT 'eventTime, UTC',
  sensor string COMMENT 'Envelope: sensor, of the first arrival',
  ed_app_id string COMMENT 'edApp or edApp.id',
  user_id_hash string COMMENT 'The learner: pseudonym of the first Person among actor, object.assignee, object.user, object.attempt.assignee, generated.attempt.assignee, session.user; of a GradeEvent among the assignees of object and generated.attempt',
  learner_from string COMMENT 'Where user_id_hash was taken from, for example actor or object.assignee',
  actor_id string COMMENT 'actor or actor.id; a pseudonym where a Person; null when anonymous',
  actor_type string COMMENT 'actor.type; null when only an IRI came',
  object_id string COMMENT 'object or object.id; null for a blank node or anonymous entity',
  object_type string COMMENT 'object.type',
  object_name string COMMENT 'object.name; null where the object is a Person',
  object_media_type string COMMENT 'object.mediaType',
  object_part_of_id string COMMENT 'object.isPartOf or its id',
  object_part_of_type string COMMENT 'object.isPartOf.type',
  subject string COMMENT 'object.subject of a profile extension',
  app_id string COMMENT 'object.app.id of a profile extension, else its name',
  course_id string COMMENT 'object.course.id of a profile extension, else its name',
  activity_id string COMMENT 'object.activity.id of a profile extension, else its name',
  target_id string COMMENT 'target or target.id',
  target_type string COMMENT 'target.type',
  media_position_s decimal(18,3) COMMENT 'target.currentTime, seconds',
  media_duration_s decimal(18,3) COMMENT 'object.duration of a MediaObject, seconds',
  generated_id string COMMENT 'generated or generated.id',
  generated_type string COMMENT 'generated.type',
  referrer_id string COMMENT 'referrer or referrer.id',
  referrer_type string COMMENT 'referrer.type',
  attempt_id string COMMENT 'Of the Attempt in object, generated, generated.attempt or object.attempt, the first that is there',
  attempt_count int COMMENT 'Its count; else generated.attempt where that is a number',
  attempt_started_ts timestamp COMMENT 'Its startedAtTime, UTC',
  attempt_ended_ts timestamp COMMENT 'Its endedAtTime, UTC',
  attempt_duration_s decimal(18,3) COMMENT 'Its duration, seconds',
  assignable_id string COMMENT 'Its assignable or assignable.id; else object_id where that is assignable',
  assignable_type string COMMENT 'Its assignable.type; else object_type where that is assignable',
  score_given decimal(18,4) COMMENT 'generated.scoreGiven, or object.resultScore',
  score_max decimal(18,4) COMMENT 'generated.maxScore, or object.maxResultScore',
  scored_by_id string COMMENT 'generated.scoredBy or its id; a pseudonym where a Person',
  response_type string COMMENT 'generated.type where a Response',
  response_text string COMMENT 'JSON text of value, values, selections or dateTimeSelected of the Response',
  group_id string COMMENT 'group or group.id',
  group_type string COMMENT 'group.type',
  course_number string COMMENT 'group.courseNumber',
  academic_session string COMMENT 'group.academicSession',
  roles array<string> COMMENT 'membership.roles',
  membership_status string COMMENT 'membership.status',
  session_id string COMMENT 'session or session.id, of TimedOut its object; null when absent, anonymous, a blank node or a known placeholder',
  session_started_ts timestamp COMMENT 'startedAtTime of the Session in session or object, UTC',
  session_duration_s decimal(18,3) COMMENT 'duration of the Session in session or object, seconds',
  federated_session_id string COMMENT 'federatedSession or its id: the platform''s session, the same across its tools',
  measures array<struct<metric:string,value:decimal(18,4),max_value:decimal(18,4),sub_type:string,started_ts:timestamp,ended_ts:timestamp>> COMMENT 'generated.items: metric or type, metricValue or value, maxMetricValue, subType, startedAtTime or startDate, endedAtTime or endDate',
  extensions string COMMENT 'JSON text of extensions of the event',
  rules string COMMENT 'As in bronze.events',
  event_dt date COMMENT 'UTC day of the event time (ts, or the arrival time when clock_skewed)',
  arrival_ts timestamp COMMENT 'When the stream took the first record of this event, UTC',
  clock_skewed boolean COMMENT 'As in bronze.events',
  in_session boolean COMMENT 'True when the event counts in the row of its session in silver.sessions'
)
PARTITIONED BY (event_dt, event_type)
LOCATION 's3://${bucket}/caliper_silver/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
