-- One row per valid element of an envelope's data, duplicates included: events and describes, as they were sent.
-- @sort event_type, ts
-- @person id, user_id_hash, person_ids, payload, entity
-- @property write.parquet.compression-codec=zstd
-- @property write.parquet.compression-level=1
-- @property write.parquet.dict-encoding-enabled.column.id=false
-- @property write.parquet.dict-encoding-enabled.column.event_id=false
-- @property write.parquet.dict-encoding-enabled.column.payload=false
-- @property write.parquet.dict-encoding-enabled.column.sequence_number=false
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE caliper_bronze.events (
  event_id string COMMENT 'UUID in lower case: of an event derived from id and type, of a describe from its content',
  kind string COMMENT 'event, or entity for a describe',
  event_type string COMMENT 'type as sent, for example AssessmentEvent or Person',
  id string COMMENT 'Of an event its UUID in lower case, without urn:uuid:; of a describe id as sent, a pseudonym where it is a Person',
  action string COMMENT 'Of an event: action',
  profile string COMMENT 'Of an event: profile; null when the producer sent none',
  ts timestamp COMMENT 'Of an event: eventTime, UTC',
  session_id string COMMENT 'session, or its id; null when absent, anonymous, a blank node or a known placeholder',
  user_id_hash string COMMENT 'The learner: pseudonym of the person whose learning the event tells of; null for none and for an anonymous one',
  person_ids array<string> COMMENT 'Pseudonyms of all persons named anywhere in the item, sorted: what an erasure looks for; null for none',
  payload string COMMENT 'The element''s JSON text as sent: order, spelling of numbers and unknown properties kept; persons'' identifiers replaced where caliper.persons says so',
  entity struct<name:string,part_of_id:string,member_id:string,organization_id:string,roles:array<string>,status:string,content_hash:string,valid_from:timestamp> COMMENT 'Of a describe of an entity that has an id: what silver.entities shows of it. content_hash is the SHA-256 of what it says, sorted by name, without dateModified and context',
  sensor string COMMENT 'Envelope: sensor',
  send_ts timestamp COMMENT 'Envelope: sendTime, UTC',
  data_version string COMMENT 'Envelope: dataVersion',
  event_index int COMMENT 'Place of the item in data, from 0',
  event_count int COMMENT 'How many items data has',
  rules string COMMENT 'Whose rules took it: caliper-1.2, caliper-1.1 or a profile extension, for example timeback-1',
  warnings array<string> COMMENT 'What the rules only tolerate, a sentence each; null for none',
  arrival_ts timestamp COMMENT 'When the stream took the record, UTC',
  shard_id string COMMENT 'Shard of the record; for file input the file',
  sequence_number string COMMENT 'Sequence number of the record; for file input the line number',
  sub_sequence_number int COMMENT 'Position within a KPL-aggregated record, else 0',
  clock_skewed boolean COMMENT 'True when ts was later than arrival_ts plus 5 minutes, so arrival_ts counts as event time',
  ingest_dt date COMMENT 'UTC day of arrival_ts'
)
PARTITIONED BY (ingest_dt, kind)
LOCATION 's3://${bucket}/caliper_bronze/events/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
