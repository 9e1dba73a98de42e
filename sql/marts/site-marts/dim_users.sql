-- gold.dim_users: each user of a project, from its sessions and the videos in them.
-- @by user_id_hash, project_id
-- @keys SELECT DISTINCT user_id_hash, project_id FROM silver.sessions WHERE user_id_hash IS NOT NULL
-- A video counts in the project of its session, whatever its own events said.
SELECT
  user_id_hash,
  project_id,
  MIN(session_start_ts) AS first_seen_ts,
  MAX(session_end_ts) AS last_seen_ts,
  COUNT(*) AS sessions,
  CAST(SUM(page_views) AS BIGINT) AS page_views,
  CAST(SUM(video_views) AS BIGINT) AS video_views,
  CAST(SUM(played_micros) AS DOUBLE) / 1E6 AS played_seconds,
  MAX(CASE WHEN country_place = 1 THEN country END) AS last_country,
  MAX(CASE WHEN device_place = 1 THEN device_type END) AS last_device_type
FROM (
  SELECT
    s.user_id_hash,
    s.project_id,
    s.session_start_ts,
    s.session_end_ts,
    s.page_views,
    s.video_views,
    COALESCE(v.played_micros, CAST(0 AS BIGINT)) AS played_micros,
    s.country,
    s.device_type,
    ROW_NUMBER() OVER (
      PARTITION BY s.user_id_hash, s.project_id
      ORDER BY CASE WHEN s.country IS NULL THEN 1 ELSE 0 END, s.session_start_ts DESC, s.session_id DESC
    ) AS country_place,
    ROW_NUMBER() OVER (
      PARTITION BY s.user_id_hash, s.project_id
      ORDER BY CASE WHEN s.device_type IS NULL THEN 1 ELSE 0 END, s.session_start_ts DESC, s.session_id DESC
    ) AS device_place
  FROM silver.sessions AS s
  INNER JOIN changed AS k
    ON s.user_id_hash = k.user_id_hash AND s.project_id IS NOT DISTINCT FROM k.project_id
  LEFT JOIN (
    SELECT session_id, event_dt, SUM(CAST(ROUND(played_seconds * 1E6) AS BIGINT)) AS played_micros
    FROM gold.fact_video_engagement
    WHERE user_id_hash IS NOT NULL
    GROUP BY session_id, event_dt
  ) AS v ON s.session_id = v.session_id AND s.event_dt = v.event_dt
) AS visits
GROUP BY user_id_hash, project_id
