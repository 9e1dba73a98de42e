-- Pages and videos as a slowly changing dimension of type 2: a new title, or length, is a new row. Written by the job site-marts.
-- @key content_id, project_id, valid_from
-- @property write.parquet.compression-codec=zstd
-- @property write.metadata.delete-after-commit.enabled=true
-- @property write.metadata.previous-versions-max=100
-- @property commit.retry.num-retries=10
CREATE TABLE site_gold.dim_content (
  content_id string COMMENT 'page: and the URL without query and fragment, or video: and its id',
  project_id string COMMENT 'Project',
  kind string COMMENT 'page or video',
  page_url string COMMENT 'Page without query and fragment; null of a video',
  video_id string COMMENT 'Video; null of a page',
  title string COMMENT 'Title; null where none was sent',
  duration double COMMENT 'Length of a video, seconds; null of a page',
  valid_from timestamp COMMENT 'First event with this title and length, UTC; of events at one time the greatest title and length count',
  valid_to timestamp COMMENT 'First event with the next; null for the current row, UTC'
)
PARTITIONED BY (project_id, kind)
LOCATION 's3://${bucket}/site_gold/dim_content/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd')
