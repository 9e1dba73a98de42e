-- What became of every record and event, additive: the counts of the balance sheet. Carries no identifier of a person or event.
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE ops.record_counts (
  arrival_minute timestamp COMMENT 'Arrival time cut to the minute, UTC',
  family string COMMENT 'Event family, for example web',
  outcome string COMMENT 'handed_over; of these aggregated (not first in a stream record); read; of these further (not first in a record); bronze, dead_letter, no_consent; of bronze: silver, duplicate; of silver: no_session, late, beyond_bound; of funnel rows: segments_unresolved',
  reason string COMMENT 'Reason code of a dead letter, else null',
  event_type string COMMENT 'Event type where it is known, else null',
  records bigint COMMENT 'Events, or records, to add'
)
PARTITIONED BY (day(arrival_minute))
LOCATION 's3://${bucket}/ops/record_counts/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
