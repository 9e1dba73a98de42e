-- What each learner did in a course and an application, by day, one row for each; all numbers are additive.
-- A course is what an event's object says it is of, else its group. Own events are those in which the learner
-- acts: gradings and sessions that end by themselves are none.
CREATE OR REPLACE VIEW gold.v_daily_learning AS
SELECT
  event_dt,
  COALESCE(course_id, group_id) AS course_id,
  COALESCE(ed_app_id, app_id) AS ed_app_id,
  user_id_hash AS learner_id,
  COUNT(*) AS events,
  COUNT(*) FILTER (WHERE event_type <> 'GradeEvent' AND "action" <> 'TimedOut') AS own_events,
  COUNT(*) FILTER (WHERE event_type IN ('ViewEvent', 'NavigationEvent')) AS view_events,
  COUNT(*) FILTER (WHERE event_type = 'MediaEvent') AS media_events,
  COUNT(*) FILTER (
    WHERE event_type IN ('ForumEvent', 'ThreadEvent', 'MessageEvent', 'FeedbackEvent', 'AnnotationEvent')
  ) AS social_events,
  COUNT(*) FILTER (
    WHERE event_type IN ('AssessmentItemEvent', 'QuestionnaireItemEvent') AND "action" = 'Completed'
  ) AS items_completed,
  COUNT(*) FILTER (
    WHERE event_type IN ('AssessmentEvent', 'AssignableEvent') AND "action" = 'Submitted'
  ) AS submissions,
  COUNT(*) FILTER (WHERE event_type = 'GradeEvent') AS grades
FROM silver.events
GROUP BY event_dt, COALESCE(course_id, group_id), COALESCE(ed_app_id, app_id), user_id_hash
