-- Checks of gold.learning_days, whose rows are summed; each query gives the rows that should not be.

-- #fail complete: what every row has is never null
SELECT event_dt, learner_id, ed_app_id, group_id, events
FROM gold.learning_days
WHERE event_dt IS NULL OR events IS NULL OR view_events IS NULL OR items_completed IS NULL
  OR submissions IS NULL OR grades IS NULL OR active_s IS NULL OR xp IS NULL;

-- #fail sums: no count is negative, and an event is of one kind at most
SELECT event_dt, learner_id, ed_app_id, group_id, SUM(events) AS events
FROM gold.learning_days
GROUP BY event_dt, learner_id, ed_app_id, group_id
HAVING SUM(events) < 1 OR SUM(view_events) < 0 OR SUM(items_completed) < 0 OR SUM(submissions) < 0
  OR SUM(grades) < 0
  OR SUM(view_events) + SUM(items_completed) + SUM(submissions) + SUM(grades) > SUM(events);
