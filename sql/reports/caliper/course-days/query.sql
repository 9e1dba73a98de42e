-- What happens in each course on each day, and how many learners do it.
SELECT
  event_dt,
  course_id,
  COUNT(DISTINCT CASE WHEN own_events > 0 THEN learner_id END) AS learners,
  SUM(events) AS events,
  SUM(view_events) AS view_events,
  SUM(media_events) AS media_events,
  SUM(social_events) AS social_events,
  SUM(items_completed) AS items_completed,
  SUM(submissions) AS submissions,
  SUM(grades) AS grades
FROM gold.v_daily_learning
GROUP BY event_dt, course_id
ORDER BY event_dt, course_id
