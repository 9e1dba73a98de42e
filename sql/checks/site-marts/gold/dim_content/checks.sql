-- Checks of gold.dim_content; each query gives the rows that should not be.

-- #fail unique: a page or video has one row that begins at a time
SELECT content_id, project_id, valid_from, COUNT(*) AS found
FROM gold.dim_content
GROUP BY content_id, project_id, valid_from
HAVING COUNT(*) > 1;

-- #fail complete: each row is of a page or of a video, and ends after its begin
SELECT content_id, kind, page_url, video_id, valid_from, valid_to
FROM gold.dim_content
WHERE content_id IS NULL OR kind IS NULL OR kind NOT IN ('page', 'video') OR valid_from IS NULL
  OR (kind = 'page') <> (page_url IS NOT NULL) OR (kind = 'video') <> (video_id IS NOT NULL)
  OR valid_to <= valid_from;

-- #fail chain: a row ends where the next begins, and the last one is the current
SELECT content_id, project_id, valid_from, valid_to, next_from
FROM (
  SELECT content_id, project_id, valid_from, valid_to,
    LEAD(valid_from) OVER (PARTITION BY content_id, project_id ORDER BY valid_from) AS next_from
  FROM gold.dim_content
) AS rows_in_order
WHERE valid_to IS DISTINCT FROM next_from;
