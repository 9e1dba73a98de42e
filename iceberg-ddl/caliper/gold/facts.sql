-- One row per number that an event reports of a learner: XP, questions, time, progress. Append-only, unique on fact_id
-- within the event's session key; a correction is a fact of its own and may be negative. Only
-- what the event itself reports: nothing is derived from other events.
-- @person learner_id
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE caliper_gold.facts (
  fact_id string COMMENT 'event_id, a hash sign and the position of the measure in measures of silver.events, from 0, or the word score',
  source string COMMENT 'caliper:event: and the id as sent: what the number is attributed to, once',
  event_id string COMMENT 'As in silver.events',
  ts timestamp COMMENT 'As in silver.events, UTC',
  learner_id string COMMENT 'user_id_hash of silver.events',
  metric string COMMENT 'xpEarned, totalQuestions, correctQuestions, masteredUnits, active, inactive, waste, unknown, anti-pattern; scoreGiven; MinutesOnTask and the other seven of Caliper',
  unit string COMMENT 'xp, count, s, min, points or words',
  value decimal(18,4) COMMENT 'As reported, signed',
  cumulative boolean COMMENT 'True for an AggregateMeasure, which tells a total up to ended_ts: take the last, do not add',
  started_ts timestamp COMMENT 'Start of what was measured, UTC; null when not told',
  ended_ts timestamp COMMENT 'End of what was measured, UTC; null when not told',
  activity_id string COMMENT 'activity_id of silver.events, else object_id',
  subject string COMMENT 'As in silver.events',
  course_id string COMMENT 'course_id of silver.events, else group_id',
  ed_app_id string COMMENT 'As in silver.events, else app_id',
  event_dt date COMMENT 'As in silver.events'
)
PARTITIONED BY (event_dt)
LOCATION 's3://${bucket}/caliper_gold/facts/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
