-- gold.dim_content: each page and video of a project, a row for each title and length that it had, from the events.
-- @by content_id, project_id
-- @keys SELECT DISTINCT CONCAT('page:', SPLIT_PART(SPLIT_PART(page_url, '?', 1), '#', 1)) AS content_id, project_id FROM silver.events WHERE event_type = 'page_view' AND page_url IS NOT NULL
-- @keys SELECT DISTINCT CONCAT('video:', video_id) AS content_id, project_id FROM silver.events WHERE event_type = 'video_event' AND video_id IS NOT NULL
-- Of events at one time the greatest title and length count. An event that tells none changes nothing: the one before
-- lasts (told counts those that told one, so events up to the next have one number).
SELECT
  content_id,
  project_id,
  kind,
  CASE WHEN kind = 'page' THEN name END AS page_url,
  CASE WHEN kind = 'video' THEN name END AS video_id,
  title,
  duration,
  seen_ts AS valid_from,
  LEAD(seen_ts) OVER (PARTITION BY content_id, project_id ORDER BY seen_ts) AS valid_to
FROM (
  SELECT
    content_id, project_id, kind, name, title, duration, seen_ts,
    ROW_NUMBER() OVER (PARTITION BY content_id, project_id ORDER BY seen_ts) AS place,
    LAG(title) OVER (PARTITION BY content_id, project_id ORDER BY seen_ts) AS title_before,
    LAG(duration) OVER (PARTITION BY content_id, project_id ORDER BY seen_ts) AS duration_before
  FROM (
    SELECT
      content_id, project_id, kind, name, seen_ts,
      MAX(title) OVER (PARTITION BY content_id, project_id, titles_told) AS title,
      MAX(duration) OVER (PARTITION BY content_id, project_id, lengths_told) AS duration
    FROM (
      SELECT
        content_id, project_id, kind, name, seen_ts, title, duration,
        COUNT(title) OVER (PARTITION BY content_id, project_id ORDER BY seen_ts) AS titles_told,
        COUNT(duration) OVER (PARTITION BY content_id, project_id ORDER BY seen_ts) AS lengths_told
      FROM (
        SELECT
          e.content_id, e.project_id, e.kind, e.name, e.seen_ts,
          MAX(e.title) AS title, MAX(e.duration) AS duration
        FROM (
          SELECT
            CONCAT('page:', SPLIT_PART(SPLIT_PART(page_url, '?', 1), '#', 1)) AS content_id,
            project_id,
            'page' AS kind,
            SPLIT_PART(SPLIT_PART(page_url, '?', 1), '#', 1) AS name,
            CASE WHEN clock_skewed THEN arrival_ts ELSE ts END AS seen_ts,
            page_title AS title,
            CAST(NULL AS DOUBLE) AS duration
          FROM silver.events
          WHERE event_type = 'page_view' AND page_url IS NOT NULL
          UNION ALL
          SELECT
            CONCAT('video:', video_id),
            project_id,
            'video',
            video_id,
            CASE WHEN clock_skewed THEN arrival_ts ELSE ts END,
            CAST(NULL AS VARCHAR),
            duration
          FROM silver.events
          WHERE event_type = 'video_event' AND video_id IS NOT NULL
        ) AS e
        INNER JOIN changed AS k
          ON e.content_id = k.content_id AND e.project_id IS NOT DISTINCT FROM k.project_id
        GROUP BY e.content_id, e.project_id, e.kind, e.name, e.seen_ts
      ) AS moments
    ) AS counted
  ) AS lasting
) AS compared
WHERE place = 1 OR title IS DISTINCT FROM title_before OR duration IS DISTINCT FROM duration_before
