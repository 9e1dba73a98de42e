-- The most frequent ways of learners: three activities in a row.
SELECT
  p.course_id,
  COALESCE(a.object_name, p.activity_id) AS first_activity,
  COALESCE(b.object_name, p.second_activity_id) AS second_activity,
  COALESCE(c.object_name, p.third_activity_id) AS third_activity,
  p.ways,
  p.learners
FROM (
  SELECT
    course_id,
    activity_id,
    second_activity_id,
    third_activity_id,
    COUNT(*) AS ways,
    COUNT(DISTINCT learner_id) AS learners
  FROM gold.v_learning_steps
  WHERE third_activity_id IS NOT NULL
  GROUP BY course_id, activity_id, second_activity_id, third_activity_id
) AS p
LEFT JOIN (SELECT object_id, MAX(object_name) AS object_name FROM silver.events GROUP BY object_id) AS a
  ON p.activity_id = a.object_id
LEFT JOIN (SELECT object_id, MAX(object_name) AS object_name FROM silver.events GROUP BY object_id) AS b
  ON p.second_activity_id = b.object_id
LEFT JOIN (SELECT object_id, MAX(object_name) AS object_name FROM silver.events GROUP BY object_id) AS c
  ON p.third_activity_id = c.object_id
ORDER BY p.ways DESC, p.learners DESC, p.course_id, p.activity_id, p.second_activity_id, p.third_activity_id
LIMIT 25
