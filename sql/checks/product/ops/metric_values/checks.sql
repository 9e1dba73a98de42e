-- Checks of ops.metric_values; each query gives the rows that should not be.

-- #fail complete: what every row has is never null
SELECT metric_dt, app, metric, metric_value, target, sent_ts
FROM ops.metric_values
WHERE metric_dt IS NULL OR app IS NULL OR metric IS NULL OR metric_value IS NULL OR target IS NULL
  OR sent_ts IS NULL;

-- #warn once: no value was sent twice, as after a run that was killed; ask CloudWatch for Maximum
SELECT metric_dt, app, metric, metric_value, target, COUNT(*) AS found
FROM ops.metric_values
GROUP BY metric_dt, app, metric, metric_value, target
HAVING COUNT(*) > 1;
