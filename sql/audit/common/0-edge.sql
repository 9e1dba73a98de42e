-- Line 0 of the balance sheet: every record that an edge has answered for was read.
-- An edge (collect) numbers the records of each of its ways into the stream from 0, and sends with them which
-- numbers they have: all that are lower were given to records that the stream or the overflow queue had
-- taken. So a number that is missing below the highest is a record that was not read: it waits in the
-- overflow queue until collect replay, or it is lost. What came twice has one number and counts once.
-- @perhaps
-- A lake that no edge serves has no such line. Numbers go on over days, so this line has none.
-- Who began to number before a quarter of an hour after the lake began to read counts from its first number
-- that came: what it sent before may have been for others.
WITH since AS (
  SELECT SUBSTR(CAST(MIN(arrival_minute) + INTERVAL '15' MINUTE AS VARCHAR), 1, 16) AS lake_minute
  FROM ops.record_counts
  WHERE outcome = 'handed_over'
),
numbered AS (
  SELECT producer, first_number, first_number + records AS end_number,
    MAX(first_number + records) OVER (
      PARTITION BY producer ORDER BY first_number, records
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached
  FROM ops.record_counts
  WHERE outcome = 'edge'
),
producers AS (
  SELECT producer,
    MIN(first_number) AS first_number,
    MAX(end_number) AS end_number,
    SUM(
      CASE
        WHEN reached IS NULL OR reached <= first_number THEN end_number - first_number
        WHEN end_number > reached THEN end_number - reached
        ELSE 0
      END
    ) AS records_read
  FROM numbered
  GROUP BY producer
)
SELECT NULLIF(DATE '1970-01-01', DATE '1970-01-01') AS of_day, '0b' AS line,
  'records accepted at the edge = records read of them' AS equation,
  COALESCE(SUM(
    p.end_number - CASE WHEN SUBSTR(p.producer, 1, 16) > s.lake_minute THEN 0 ELSE p.first_number END
  ), 0) AS left_side,
  COALESCE(SUM(p.records_read), 0) AS right_side,
  CAST(0 AS BIGINT) AS open_at_most
FROM producers AS p
CROSS JOIN since AS s
