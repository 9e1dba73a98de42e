-- Sessions and how they ended
-- Those that learners without a session have are made by the lake; none are there for the placeholders that a player sends.
SELECT
  CASE WHEN id_derived THEN 'made by the lake' ELSE 'sent' END AS session,
  COALESCE(ended_by, 'by silence') AS ended,
  COUNT(*) AS sessions,
  SUM(events) AS events,
  SUM(CASE WHEN learners > 1 THEN 1 ELSE 0 END) AS of_several_learners,
  CAST(AVG(CAST(DATE_DIFF('second', session_start_ts, session_end_ts) AS DOUBLE)) / 6E1 AS DECIMAL(18, 1))
    AS mean_minutes
FROM silver.sessions
GROUP BY CASE WHEN id_derived THEN 'made by the lake' ELSE 'sent' END, COALESCE(ended_by, 'by silence')
ORDER BY 1, 2
