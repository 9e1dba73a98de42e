-- What became of every record and event, additive: the counts of the balance sheet. Carries no identifier of a person or event.
-- @rows few
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE ops.record_counts (
  arrival_minute timestamp COMMENT 'Arrival time cut to the minute, UTC',
  family string COMMENT 'Event family, for example web',
  outcome string COMMENT 'handed_over; of these aggregated (not first in stream record); read; of these further (not first in a record); bronze, dead_letter, no_consent; of bronze: silver, duplicate; of silver: no_session, late, beyond_bound; segments_unresolved; edge, edge_alone',
  reason string COMMENT 'Reason code of a dead letter, else null',
  event_type string COMMENT 'Event type where it is known, else null',
  records bigint COMMENT 'Events, or records, to add; of edge: how many numbers follow first_number',
  producer string COMMENT 'Of edge: who numbered the records at the edge, beginning with the minute when it began; else null',
  first_number bigint COMMENT 'Of edge: the first number of these records; all before it were given, too; else null'
)
PARTITIONED BY (day(arrival_minute))
LOCATION 's3://${bucket}/ops/record_counts/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
