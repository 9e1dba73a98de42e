-- Events whose XP other results have, too, or that nothing explains: who sent them, and which results they are about.
SELECT
  f.local_dt,
  f.flag,
  e.producer,
  e.app,
  e.source_id AS event_id,
  f.student_id,
  f.activity_id,
  f.attempt,
  e.claimed_xp AS event_xp,
  f.xp AS counted_xp,
  e.bundled_xp,
  b.source_id AS banked_result,
  b.claimed_xp AS banked_xp,
  f.sources_text
FROM gold.fact_xp AS f
INNER JOIN silver.xp_claims AS e
  ON e.student_id = f.student_id AND e.activity_id = f.activity_id AND e.source = 'caliper'
    AND f.sources_text LIKE CONCAT('%caliper:event:urn:uuid:', e.source_id, '%')
LEFT JOIN silver.xp_claims AS b
  ON b.student_id = e.student_id AND b.bundle_event_id = e.source_id
WHERE f.flag IN ('bundled', 'suspected', 'unexplained') AND e.role <> 'repeated'
ORDER BY f.local_dt DESC, f.student_id, f.activity_id, f.attempt, e.source_id, b.source_id
