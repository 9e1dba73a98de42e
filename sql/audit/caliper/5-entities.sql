-- Line 5 of the balance sheet: every describe of an entity is in its history, which has no gap, and nothing twice.
-- A describe either begins a version, or repeats what the version in its time says, or another one that was sent later holds instead of it.
-- @whole 5a
-- @whole 5b
-- @whole 5c
-- Versions last over days and belong to none: the histories are looked at as a whole.
WITH described AS (
  SELECT id, COALESCE(entity.valid_from, arrival_ts) AS valid_from, COALESCE(entity.content_hash, '') AS content_hash
  FROM bronze.events
  WHERE kind = 'entity' AND id IS NOT NULL
),
placed AS (
  SELECT
    v.entity_id,
    v.valid_from,
    COUNT(CASE WHEN d.content_hash = v.content_hash THEN 1 END) AS telling,
    COUNT(CASE WHEN d.content_hash <> v.content_hash THEN 1 END) AS overtaken
  FROM silver.entities AS v
  JOIN described AS d
    ON d.id = v.entity_id
    AND d.valid_from >= v.valid_from
    AND (v.valid_to IS NULL OR d.valid_from < v.valid_to)
  GROUP BY v.entity_id, v.valid_from
),
histories AS (
  SELECT
    COUNT(*) AS versions,
    COUNT(CASE WHEN next_from IS NOT NULL AND (valid_to IS NULL OR next_from < valid_to) THEN 1 END) AS overlapping,
    COUNT(CASE WHEN valid_to IS NOT NULL AND (next_from IS NULL OR next_from > valid_to) THEN 1 END) AS gaps
  FROM (
    SELECT valid_to, LEAD(valid_from) OVER (PARTITION BY entity_id ORDER BY valid_from) AS next_from
    FROM silver.entities
  ) AS versions
),
sides AS (
  SELECT
    (SELECT COUNT(*) FROM described) AS describes,
    versions,
    overlapping,
    gaps,
    (SELECT COALESCE(SUM(telling - 1 + overtaken), 0) FROM placed) AS others
  FROM histories
)
SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS of_day, line, equation, left_side, right_side, CAST(0 AS BIGINT) AS open_at_most
FROM sides
CROSS JOIN UNNEST(ARRAY[
  ROW('5a', 'describes of bronze.events = versions of silver.entities + repeats + overtaken at their time',
    describes, versions + others),
  ROW('5b', 'overlapping validities in silver.entities = 0', overlapping, CAST(0 AS BIGINT)),
  ROW('5c', 'gaps in the histories of silver.entities = 0', gaps, CAST(0 AS BIGINT))
]) AS lines (line, equation, left_side, right_side)
